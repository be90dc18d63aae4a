import type { TelemetryBase } from '../knowledge';
import type { TelemetrySource } from './TelemetrySource';

/** Reads all sources into the base until it is stopped. @public */
export interface TelemetryIngest {
  /** Ends reading; what is being written is finished first. */
  stop(): Promise<void>;
}

/**
 * Receives what all modules registered, and starts to read.
 * @public
 */
export type TelemetryIngestFactory = (options: {
  sources: readonly TelemetrySource[];
  telemetry: TelemetryBase;
}) => Promise<TelemetryIngest>;
