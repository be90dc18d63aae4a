import type {
  HealthOverview,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import type { EntitySnapshot } from '../../access';
import type { Asker } from '../../ask/stages';
import type { DisclosureOptions, Viewer } from '../disclose/Viewer';
import type { FindingReader } from '../FindingReader';
import { Concerns } from './Concerns';
import { compareHealth, healthOf, isChronic } from './healthOf';
import type { KnownEntities } from './KnownEntities';

/** Entities that are listed; the rest is counted. */
const MAX_LISTED = 50;

export interface HealthReaderOptions {
  telemetry: Pick<TelemetryBase, 'open'>;
  findings: FindingReader;
  known: KnownEntities;
  disclosure: DisclosureOptions;
}

/** Findings of now as one person may see them, and what that says of entities. */
export interface HealthView {
  viewer: Viewer;
  concerns: Concerns;
  checkedAt: number;
  telemetry: { version: number; at: string };
  isKnown(entityRef: string): boolean;
}

/** Reads the state of entities from the findings that are kept. */
export class HealthReader {
  readonly #options: HealthReaderOptions;

  constructor(options: HealthReaderOptions) {
    this.#options = options;
  }

  /** Nothing while no telemetry was ever read. */
  async open(options: {
    asker: Asker;
    snapshot: Pick<EntitySnapshot, 'get'>;
    language: Language;
    signal: AbortSignal;
  }): Promise<HealthView | undefined> {
    const { telemetry, findings, known, disclosure } = this.#options;
    const { asker, snapshot, language, signal } = options;
    const [base, stored, judged] = await Promise.all([
      telemetry.open({ signal }),
      findings.list(),
      known.read({ signal }),
    ]);
    if (base.at === undefined) {
      return undefined;
    }
    const viewer = { ...disclosure, asker, catalog: snapshot, language };
    return {
      viewer,
      concerns: new Concerns(stored, viewer),
      checkedAt: judged.at,
      telemetry: { version: base.version, at: new Date(base.at).toISOString() },
      isKnown: ref => judged.entityRefs.has(ref),
    };
  }
}

/** State of what a person owns; every count is of things that the person may see. */
export function toOverview(
  owned: ReadonlyArray<{ ref: string; kind: string }>,
  view: HealthView,
): HealthOverview {
  const { viewer, concerns, isKnown } = view;
  const rows = owned
    .filter(
      ({ ref, kind }) =>
        viewer.asker.levelOf(ref) !== 'none' &&
        (kind === 'component' || isKnown(ref)),
    )
    .map(({ ref }) => {
      const concern = concerns.of(ref);
      return {
        concern,
        chronic: isChronic(concern.findings),
        health: healthOf(ref, concern, { viewer, isKnown: isKnown(ref) }),
      };
    })
    .sort(compareHealth);
  const findings = [
    ...new Map(
      rows
        .flatMap(({ concern }) => concern.findings)
        .map(finding => [finding.id, finding]),
    ).values(),
  ];
  return {
    checkedAt: new Date(view.checkedAt).toISOString(),
    telemetry: view.telemetry,
    total: rows.length,
    needAttention: rows.filter(({ health }) => health.state === 'attention')
      .length,
    entities: rows.slice(0, MAX_LISTED).map(({ health }) => health),
    chronic: findings.filter(
      ({ chronic, state }) => chronic && state !== 'muted',
    ).length,
    muted: findings.filter(({ state }) => state === 'muted').length,
  };
}
