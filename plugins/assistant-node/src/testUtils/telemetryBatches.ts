import type { SnapshotInput } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryBase } from '../knowledge';
import type {
  ResourceWrite,
  TelemetryBatch,
  WindowWrite,
  WorkloadWrite,
} from '../telemetry';

/** 2026-11-25 12:00 UTC. @public */
export const NOON = Date.UTC(2026, 10, 25, 12);

const { signal } = new AbortController();

/** A deployment of the cluster `prod` in the namespace `shop`. @public */
export function workload(
  name: string,
  options: Partial<WorkloadWrite> = {},
): WorkloadWrite {
  return {
    key: `prod/shop/${name}`,
    system: 'kubernetes',
    instance: 'prod',
    environment: 'prod',
    namespace: 'shop',
    kind: 'Deployment',
    name,
    hints: { app: name },
    ...options,
  };
}

/** An object of the cluster `prod` in the namespace `shop`, in one state. @public */
export function resource(
  kind: string,
  name: string,
  state: string,
  options: Partial<ResourceWrite> = {},
): ResourceWrite {
  return {
    system: 'kubernetes',
    instance: 'prod',
    kind,
    namespace: 'shop',
    name,
    validFrom: NOON,
    deleted: false,
    body: { state },
    hash: state,
    ...options,
  };
}

/** Lines of one template in one window. @public */
export function lines(
  workloadKey: string,
  templateHash: string,
  count: number,
  options: { at?: number; text?: string } = {},
): WindowWrite {
  const at = options.at ?? NOON;
  return {
    workloadKey,
    templateHash,
    bucket: at - (at % 10_000),
    count,
    sample: { at, text: options.text ?? `a line of ${templateHash}` },
  };
}

/** Signals that windows of the workload refer to. @public */
export function templates(workloadKey: string, ...hashes: string[]) {
  return hashes.map(templateHash => ({
    workloadKey,
    templateHash,
    template: `template ${templateHash}`,
    severity: 'error' as const,
  }));
}

/** One value of a series of the workload. @public */
export function metric(workloadKey: string, at: number, value: number) {
  const key = `${workloadKey}/requests`;
  return {
    series: [
      {
        key,
        workloadKey,
        instance: 'prod',
        name: 'requests',
        labels: { app: workloadKey },
      },
    ],
    points: [{ seriesKey: key, at, value }],
  };
}

/** @public */
export type BatchContent = Partial<Omit<TelemetryBatch, 'offset'>>;

/** Writes batches to a base one after the other, each from where the last one ended. @public */
export class BatchWriter {
  readonly #base: TelemetryBase;
  readonly #epoch: number;

  constructor(base: TelemetryBase, epoch = 0) {
    this.#base = base;
    this.#epoch = epoch;
  }

  async write(content: BatchContent, now = NOON): Promise<number> {
    const batch = await this.prepare(content);
    const { version } = await this.#base.commit(batch, { now, signal });
    return version;
  }

  /** The batch that would be written next. */
  async prepare(content: BatchContent): Promise<TelemetryBatch> {
    const source = content.source ?? 'logs/prod';
    const shard = content.shard ?? '0';
    const expected = await this.#base.readOffset(source, shard);
    return {
      source,
      system: 'kubernetes',
      instance: 'prod',
      shard,
      offset: {
        expected,
        next: String(Number(expected ?? 0) + 1),
        epoch: this.#epoch,
      },
      workloads: [],
      signals: [],
      windows: [],
      series: [],
      points: [],
      resources: [],
      complete: [],
      changes: [],
      deadLetters: [],
      records: 1,
      redactions: 0,
      ...content,
    };
  }
}

type ReadSnapshot = Omit<SnapshotInput, 'dependencies' | 'environments'>;

/** Reads everything of the last hours. @public */
export async function readAll(
  base: TelemetryBase,
  options: {
    version?: number;
    entityRefs?: readonly string[] | 'all';
    at?: number;
  } = {},
): Promise<ReadSnapshot> {
  const at = options.at ?? NOON + 3_600_000;
  const reader = await base.open({ version: options.version, signal });
  return reader.readSnapshot({
    entityRefs: options.entityRefs ?? 'all',
    at,
    window: { from: at - 3_600_000, to: at },
    historyMs: 6 * 3_600_000,
    signal,
  });
}

/** A snapshot as a value that can be compared, in an order of its own. @public */
export function comparable(snapshot: ReadSnapshot) {
  const sorted = <T>(items: Iterable<T>) =>
    [...items]
      .map(item => JSON.parse(JSON.stringify(item)))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return {
    resources: sorted(snapshot.resources),
    series: sorted(
      snapshot.series.map(series => ({
        ...series,
        times: [...series.times],
        values: [...series.values],
      })),
    ),
    logs: sorted(snapshot.logs),
    changes: sorted(snapshot.changes),
    gaps: sorted(snapshot.gaps),
    entities: sorted(snapshot.entities),
    recordedKinds: sorted(snapshot.recordedKinds),
  };
}
