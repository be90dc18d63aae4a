import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  type Analyzer,
  type SnapshotInput,
  createSnapshot,
  diagnose,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { EntityIndex, EntitySnapshot } from '../access';
import type { DiagnoseStage, DisclosedDiagnosis } from '../ask/diagnosis';
import type { Scope } from '../ask/stages';
import { closureOf, dependenciesOf } from './dependenciesOf';
import type { DisclosureOptions, Viewer } from './disclose/Viewer';
import { SHOWN } from './EntityDiagnosisReader';
import { JUDGED } from './FindingJudge';
import type { FindingReader } from './FindingReader';
import { HolderIndex } from './holders/HolderIndex';
import { withHolders } from './holders/withHolders';
import { composeDiagnosis } from './live/composeDiagnosis';
import { VisibleTelemetry } from './live/VisibleTelemetry';
import type { StoredFinding } from './ports';
import type { OpenedSnapshot, SnapshotReader } from './SnapshotReader';

const DAY = 24 * 3_600_000;
/** What lies no further back than this is now: findings are renewed every few seconds. */
const NOW_MS = 2 * 60_000;
const MAX_CLOSURE = 300;
const MAX_ASKED = 50;

export interface LiveDiagnosisOptions {
  snapshots: Pick<SnapshotReader, 'open'>;
  findings: FindingReader;
  index: Pick<EntityIndex, 'current'>;
  analyzers: readonly Analyzer[];
  disclosure: DisclosureOptions;
  logger: LoggerService;
  now: () => number;
}

/**
 * Judges what a question is about: from the findings that are kept when it is about now, by the engine
 * on the state of that moment when it is about the past. The engine sees the whole closure of needs;
 * what it finds is cut to the asker before it leaves here.
 */
export class LiveDiagnosis implements DiagnoseStage {
  readonly #options: LiveDiagnosisOptions;

  constructor(options: LiveDiagnosisOptions) {
    this.#options = options;
  }

  async diagnose(options: {
    scope: Scope;
    signal: AbortSignal;
  }): Promise<DisclosedDiagnosis | undefined> {
    const { scope, signal } = options;
    const { snapshots, index, disclosure } = this.#options;
    const [opened, catalog] = await Promise.all([
      snapshots.open({ signal }),
      index.current({ signal }),
    ]);
    if (opened.newestAt === undefined) {
      return undefined;
    }
    const moment = momentOf(scope, this.#options.now());
    const viewer: Viewer = {
      ...disclosure,
      asker: scope.asker,
      catalog,
      language: scope.language,
    };
    const asked = askedOf(scope, catalog);
    const dependencies = dependenciesOf(catalog);
    const { input, failed } = await this.#read(opened, {
      entityRefs: closureOf(asked, dependencies, { limit: MAX_CLOSURE }),
      moment,
      signal,
    });
    const snapshot = createSnapshot(input);
    const findings = moment.past
      ? this.#judge(input, opened.version)
      : await this.#options.findings.list();
    return composeDiagnosis({
      asked,
      viewer,
      findings,
      dependencies,
      visible: new VisibleTelemetry({ snapshot, viewer }),
      telemetry: { version: opened.version, at: new Date(opened.newestAt) },
      moment,
      ...(scope.environment === undefined
        ? {}
        : { environment: scope.environment }),
      ...(failed ? { failedAt: moment.at } : {}),
    });
  }

  /** The base may be slow or away: then the findings are all that is told, and the gap is named. */
  async #read(
    opened: OpenedSnapshot,
    options: { entityRefs: string[]; moment: Moment; signal: AbortSignal },
  ): Promise<{ input: SnapshotInput; failed: boolean }> {
    const { entityRefs, moment, signal } = options;
    const { at, window, past } = moment;
    try {
      const input = await opened.read({
        entityRefs,
        at,
        window,
        historyMs: past ? JUDGED.historyMs : SHOWN.historyMs,
        signal,
      });
      return { input, failed: false };
    } catch (error) {
      signal.throwIfAborted();
      this.#options.logger.warn(
        `Telemetry could not be read for an answer: ${stringifyError(error)}`,
      );
      return { input: nothingAt(at, window), failed: true };
    }
  }

  #judge(input: SnapshotInput, version: number): StoredFinding[] {
    const snapshot = createSnapshot(input);
    const { findings } = diagnose(input, this.#options);
    return withHolders(findings, snapshot, new HolderIndex(snapshot)).map(
      finding => {
        const since = finding.since ?? finding.lastSeen;
        return {
          finding,
          version,
          firstSeen: since,
          activeSince: since,
          lastSeen: finding.lastSeen,
          state: 'active',
          chronic: input.at - since > DAY,
          entityRefs: [],
        };
      },
    );
  }
}

/** What moment a question is about, and the time that is drawn around it. */
export interface Moment {
  at: number;
  window: { from: number; to: number };
  past: boolean;
  /** The question names a window itself. */
  asked: boolean;
}

function momentOf({ window, asOf }: Scope, now: number): Moment {
  const to = Math.min(window?.to.getTime() ?? now, asOf.getTime(), now);
  const from = Math.min(window?.from.getTime() ?? to - SHOWN.windowMs, to);
  return {
    at: to,
    window: { from, to },
    past: to < now - NOW_MS,
    asked: window !== undefined,
  };
}

/** What is asked about, else what the person owns; never what they may not see. */
function askedOf(
  { entities, asker, unknownEntity }: Scope,
  catalog: EntitySnapshot,
): string[] {
  const named = entities
    .map(({ entityRef }) => entityRef)
    .filter(ref => asker.levelOf(ref) !== 'none');
  if (named.length > 0 || unknownEntity) {
    return named.slice(0, MAX_ASKED);
  }
  return catalog
    .ownedBy(asker.principals)
    .filter(
      ({ ref, kind }) => kind === 'component' && asker.levelOf(ref) !== 'none',
    )
    .map(({ ref }) => ref)
    .slice(0, MAX_ASKED);
}

function nothingAt(
  at: number,
  window: { from: number; to: number },
): SnapshotInput {
  return {
    at,
    window,
    environments: {
      default: '',
      instances: {},
      namespaces: [],
      production: [],
    },
    resources: [],
    series: [],
    logs: [],
    changes: [],
    dependencies: [],
    entities: new Map(),
    gaps: [],
    recordedKinds: new Set(),
  };
}
