import type {
  TelemetryBase,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { ShardReader } from './ShardReader';
import type { PageProcessor } from './TelemetryPipeline';

export interface TickOptions {
  source: TelemetrySource;
  base: TelemetryBase;
  pipeline: PageProcessor;
  /** Names this replica among those that share the base. */
  holder: string;
  leaseMs: number;
  maxRecords: number;
  now(): number;
  signal: AbortSignal;
}

export interface TickResult {
  /** `elsewhere`: another replica reads this source. */
  state: 'read' | 'elsewhere';
  records: number;
  /** Something is left to be read at once. */
  more: boolean;
}

/**
 * Reads what is new of a source and writes it: one transaction for each page, with the position of
 * the next one. Whatever fails in between leaves the position where it was.
 */
export async function runTelemetryTick(
  options: TickOptions,
): Promise<TickResult> {
  const { source, base, holder, leaseMs, signal } = options;
  const lease = await base.acquireLease({
    source: source.id,
    holder,
    now: options.now(),
    durationMs: leaseMs,
  });
  if (!lease) {
    return { state: 'elsewhere', records: 0, more: false };
  }
  let records = 0;
  let more = false;
  for (const shard of await source.shards({ signal })) {
    const reader = new ShardReader({ ...options, shard, epoch: lease.epoch });
    const read = await reader.read();
    records += read.records;
    more ||= read.more;
  }
  return { state: 'read', records, more };
}
