import { NotFoundError } from '@backstage/errors';
import type {
  EntityDiagnosis,
  EvidenceChart,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { createSnapshot } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { ResolvedAsker } from '../access';
import type { HealthReader, HealthView } from './health/HealthReader';
import { healthOf } from './health/healthOf';
import { drawCharts } from './live/drawCharts';
import { VisibleTelemetry } from './live/VisibleTelemetry';
import type { SnapshotReader } from './SnapshotReader';

const HOUR = 3_600_000;
/** What charts show, and what they learn from. */
export const SHOWN = { windowMs: HOUR, historyMs: 3 * HOUR } as const;

export interface EntityDiagnosisReaderOptions {
  health: HealthReader;
  snapshots: Pick<SnapshotReader, 'open'>;
  now: () => number;
}

/** State of one entity now, before anything is asked. */
export class EntityDiagnosisReader {
  readonly #options: EntityDiagnosisReaderOptions;

  constructor(options: EntityDiagnosisReaderOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is no such entity, or the reader may not see it. */
  async read(
    { asker, snapshot }: ResolvedAsker,
    options: { entityRef: string; language: Language; signal: AbortSignal },
  ): Promise<EntityDiagnosis> {
    const { entityRef, language, signal } = options;
    if (asker.levelOf(entityRef) === 'none') {
      throw new NotFoundError(
        `There is no entity ${entityRef}, or you may not see it`,
      );
    }
    const view = await this.#options.health.open({
      asker,
      snapshot,
      language,
      signal,
    });
    if (!view) {
      return {
        health: {
          entity: {
            entityRef,
            title: snapshot.get(entityRef)?.title ?? nameOf(entityRef),
          },
          state: 'unknown',
          moreFindings: 0,
        },
        checkedAt: new Date(this.#options.now()).toISOString(),
        findings: [],
        charts: [],
        causeOutside: false,
      };
    }
    const concern = view.concerns.of(entityRef);
    return {
      health: healthOf(entityRef, concern, {
        viewer: view.viewer,
        isKnown: view.isKnown(entityRef),
      }),
      checkedAt: new Date(view.checkedAt).toISOString(),
      telemetry: view.telemetry,
      findings: concern.findings,
      causeOutside: concern.causeOutside,
      charts:
        asker.levelOf(entityRef) === 'full' && view.isKnown(entityRef)
          ? await this.#charts(entityRef, view, signal)
          : [],
    };
  }

  async #charts(
    entityRef: string,
    { viewer, concerns }: HealthView,
    signal: AbortSignal,
  ): Promise<EvidenceChart[]> {
    const at = this.#options.now();
    const window = { from: at - SHOWN.windowMs, to: at };
    const opened = await this.#options.snapshots.open({ signal });
    const input = await opened.read({
      entityRefs: [entityRef],
      at,
      window,
      historyMs: SHOWN.historyMs,
      signal,
    });
    return drawCharts({
      visible: new VisibleTelemetry({
        snapshot: createSnapshot(input),
        viewer,
      }),
      entityRef,
      findings: concerns.of(entityRef).findings,
      window,
      viewer,
    });
  }
}

const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);
