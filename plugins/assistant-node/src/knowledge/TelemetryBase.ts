import type {
  HiddenRange,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { SnapshotInput } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryBatch } from '../telemetry';

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
   * @throws ConflictError when the offset moved or the lease is another's.
   */
  commit(
    batch: TelemetryBatch,
    options: { now: number; signal: AbortSignal },
  ): Promise<{ version: number }>;
  /** Replaces what these workloads are mapped to; applies to stored data as well. */
  writeMappings(mappings: readonly WorkloadMapping[]): Promise<void>;
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
  /** Deletes for good what all conditions hold for; returns the number of rows. */
  purge(options: {
    contains?: string;
    entityRef?: string;
    from?: number;
    to?: number;
  }): Promise<number>;
  /** Drops what is older than its retention or over the size cap; oldest first. */
  prune(options: { now: number }): Promise<number>;
}
