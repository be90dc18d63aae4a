import type {
  JsonObject,
  LogSignal,
  WorkloadRef,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DeadLetter } from './TelemetryRecord';

/** A workload as a batch first names it; `hints` are what mapping rules look at. @public */
export interface WorkloadWrite extends WorkloadRef {
  /** Stable key: the parts of the identity. */
  key: string;
  hints: Readonly<Record<string, string>>;
}

/** @public */
export interface SignalWrite {
  workloadKey: string;
  /** Hex hash of the masked template. */
  templateHash: string;
  template: string;
  severity: LogSignal['severity'];
  /** Hash of the narrower template that this one grew out of. */
  replaces?: string;
}

/** Lines of one template in one time bucket; counts of several batches add up. @public */
export interface WindowWrite {
  workloadKey: string;
  templateHash: string;
  bucket: number;
  count: number;
  sample: { at: number; text: string; pod?: string; container?: string };
}

/** @public */
export interface SeriesWrite {
  /** Hash of instance, name, query and labels. */
  key: string;
  workloadKey?: string;
  instance: string;
  name: string;
  query?: string;
  labels: Readonly<Record<string, string>>;
}

/** @public */
export interface PointWrite {
  seriesKey: string;
  at: number;
  value: number;
}

/** An object in a state that differs from its last one in what matters. @public */
export interface ResourceWrite {
  system: string;
  instance: string;
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
  workloadKey?: string;
  validFrom: number;
  deleted: boolean;
  /** Trimmed and redacted. */
  body: JsonObject;
  /** Hash of the trimmed body: an equal one is not written again. */
  hash: string;
}

/** @public */
export interface ChangeWrite {
  id: string;
  at: number;
  workloadKey?: string;
  subject: {
    system: string;
    instance: string;
    kind: string;
    namespace?: string;
    name: string;
  };
  kind: string;
  summary: string;
  actor?: string;
  url?: string;
}

/**
 * All that one tick writes, in one transaction.
 *
 * A workload, signal or series that an earlier commit named may be referred to without naming it
 * again. Times are whole milliseconds, values are finite; long texts are cut by the base.
 * @public
 */
export interface TelemetryBatch {
  source: string;
  system: string;
  instance: string;
  shard: string;
  /** Compare-and-set of the offset; `epoch` is the lease's: an older one is fenced off. */
  offset: { expected?: string; next: string; epoch: number };
  workloads: readonly WorkloadWrite[];
  signals: readonly SignalWrite[];
  windows: readonly WindowWrite[];
  series: readonly SeriesWrite[];
  points: readonly PointWrite[];
  resources: readonly ResourceWrite[];
  /** Kinds listed completely, as `instance/Kind`: objects of them that `resources` lacks are gone. */
  complete: readonly string[];
  /** When that was listed; the time of the commit if absent. Replayed records give their own. */
  listedAt?: number;
  changes: readonly ChangeWrite[];
  deadLetters: readonly DeadLetter[];
  /** Newest event time in the batch, for the lag. */
  newestAt?: number;
  records: number;
  redactions: number;
  /**
   * A time that could not be read, or was left out to read the newest first. Told again with the
   * same `from`, it replaces what was told before; `filled` says that it has been read since.
   */
  gap?: { from: number; to?: number; reason: string; filled?: boolean };
}
