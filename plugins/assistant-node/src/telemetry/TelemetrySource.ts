import type { DeadLetter, TelemetryRecord } from './TelemetryRecord';

/** What one read of a source yields. @public */
export interface TelemetryPage {
  records: readonly TelemetryRecord[];
  /**
   * Raw messages of any shape that is known, where a source has text: they are read apart from the
   * portal's thread, after `records`.
   */
  messages?: readonly string[];
  deadLetters: readonly DeadLetter[];
  /**
   * All kinds of objects that this page lists completely, as `instance/Kind`: an object of these
   * kinds that the page lacks is gone.
   */
  complete?: readonly string[];
  /** When that was listed, if not now. */
  listedAt?: number;
  /** Where the next read of the shard goes on; opaque to all but the source. */
  next: string;
  /** The source has more right now. */
  more: boolean;
}

/**
 * Something that telemetry is read from.
 *
 * `read` must be repeatable: the same offset gives records that the base recognises as the same.
 * @public
 */
export interface TelemetrySource {
  /** Stable, e.g. `prometheus/prod`. */
  readonly id: string;
  readonly system: string;
  readonly instance: string;
  readonly intervalMs: number;
  shards(options: { signal: AbortSignal }): Promise<readonly string[]>;
  /** Reads from an offset, `undefined` at the very first time, at most `maxRecords` records. */
  read(options: {
    shard: string;
    offset?: string;
    /** Ends before this offset, when what was left out earlier is read: then `more` is false. */
    until?: string;
    maxRecords: number;
    now: number;
    signal: AbortSignal;
  }): Promise<TelemetryPage>;
  /**
   * Offset of the newest, for a reader that fell behind; absent for sources that always read the
   * present state.
   */
  head?(options: {
    shard: string;
    now: number;
    signal: AbortSignal;
  }): Promise<string>;
}
