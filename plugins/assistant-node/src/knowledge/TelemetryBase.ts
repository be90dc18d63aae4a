import type {
  HiddenRange,
  TelemetryBaseStatus,
  TelemetrySourceStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { SnapshotInput } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryBatch, WorkloadWrite } from '../telemetry';

/** Right to read one source, held by one replica at a time. @public */
export interface SourceLease {
  source: string;
  epoch: number;
  expiresAt: number;
}

/** How workloads find their entities; given by what reads the catalog. @public */
export interface WorkloadMapping {
  workloadKey: string;
  entityRef: string;
  rule: 'annotation' | 'config' | 'label' | 'name' | 'namespace-owner';
  /** 0 to 1. */
  certainty: number;
}

/** What a source says of itself beside its batches. @public */
export interface SourceReport {
  source: string;
  system: string;
  instance: string;
  state: TelemetrySourceStatus['state'];
  /** Stays until a later report comes without one. */
  error?: { message: string; remedy: string };
}

/** How much was deleted for good. @public */
export interface TelemetryPurge {
  /** Rows of windows, values, states, changes and templates. */
  rows: number;
  /** Records that could not be read. */
  deadLetters: number;
  findings: number;
  /** Stored answers that quoted it, or rested on it. */
  answers: number;
}

/** One version of the base seen by one request. @public */
export interface TelemetryReader {
  readonly version: number;
  /** Time of the newest record. */
  readonly at: number | undefined;
  /**
   * What the engine judges: everything of the workloads of these entities and of shared resources
   * of their instances.
   *
   * Not filtered by a person: the engine needs the whole closure; findings are cut afterwards.
   */
  readSnapshot(options: {
    entityRefs: readonly string[] | 'all';
    /** Moment that is judged. */
    at: number;
    window: { from: number; to: number };
    /** How far back series and log windows reach, for what is normal. */
    historyMs: number;
    signal: AbortSignal;
  }): Promise<Omit<SnapshotInput, 'dependencies' | 'environments'>>;
  /** Keys of workloads that got something new in versions after `version`. */
  changedSince(
    version: number,
    options: { signal: AbortSignal },
  ): Promise<readonly string[]>;
}

/**
 * The telemetry base: state, logs, metrics and changes of what runs.
 *
 * Every commit has a version; going back hides a range of versions from all reads until undone.
 * @public
 */
export interface TelemetryBase {
  /** Takes or renews the lease of a source, or says `undefined` while another replica holds it. */
  acquireLease(options: {
    source: string;
    holder: string;
    now: number;
    durationMs: number;
  }): Promise<SourceLease | undefined>;
  releaseLease(options: { source: string; holder: string }): Promise<void>;
  readOffset(source: string, shard: string): Promise<string | undefined>;
  /**
   * Writes a batch, its offset and its version in one transaction.
   *
   * @throws ConflictError when the offset moved or the lease is another's: nothing was written, read
   * the offset again. A batch that was stored before ends this way too.
   * @throws InputError when a value is not finite, a time is no whole number of milliseconds, or
   * something is referred to that no commit ever named.
   */
  commit(
    batch: TelemetryBatch,
    options: { now: number; signal: AbortSignal },
  ): Promise<{ version: number }>;
  /** Tells how a source fares, also while it has nothing to commit. */
  reportSource(report: SourceReport, options: { now: number }): Promise<void>;
  /** Workloads that were ever named with their hints, by key; `after` is the last key of the page before. */
  listWorkloads(options: {
    after?: string;
    limit: number;
  }): Promise<readonly WorkloadWrite[]>;
  /**
   * Replaces what workloads are mapped to; applies to stored data as well.
   *
   * Meant are the workloads of the mappings and those of `workloadKeys`: one of the latter without a
   * mapping is mapped to nothing from now on.
   */
  writeMappings(
    mappings: readonly WorkloadMapping[],
    options?: { workloadKeys?: readonly string[] },
  ): Promise<void>;
  open(options?: {
    /** As of a version. */
    version?: number;
    signal?: AbortSignal;
  }): Promise<TelemetryReader>;
  status(options: { now: number }): Promise<TelemetryBaseStatus>;
  /** Hides all versions after the given one. */
  goBack(options: {
    version: number;
    by: string;
    now: number;
  }): Promise<HiddenRange | undefined>;
  /** Newest version that was stored at a time. */
  versionAt(time: number): Promise<number>;
  undo(hiddenRangeId: number): Promise<void>;
  /**
   * Deletes for good what all conditions hold for, with what findings and stored answers quote of it.
   */
  purge(options: {
    contains?: string;
    entityRef?: string;
    from?: number;
    to?: number;
  }): Promise<TelemetryPurge>;
  /** Drops what is older than its retention or over the size cap; oldest first. */
  prune(options: { now: number }): Promise<number>;
}
