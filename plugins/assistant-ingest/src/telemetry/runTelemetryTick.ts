import { ConflictError } from '@backstage/errors';
import type {
  TelemetryBase,
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { PageProcessor } from './TelemetryPipeline';

/** A reader that is further behind than this goes to the newest first, in milliseconds. */
const MAX_LAG_MS = 15_000;
/** A tick leaves what is more than this to the next one. */
const MAX_PAGES = 50;

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
    const read = await readShard(options, { shard, epoch: lease.epoch });
    records += read.records;
    more ||= read.more;
  }
  return { state: 'read', records, more };
}

async function readShard(
  options: TickOptions,
  { shard, epoch }: { shard: string; epoch: number },
): Promise<{ records: number; more: boolean }> {
  const { source, base, maxRecords, signal } = options;
  let offset = await base.readOffset(source.id, shard);
  let records = 0;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    signal.throwIfAborted();
    const page = await source.read({
      shard,
      offset,
      maxRecords,
      now: options.now(),
      signal,
    });
    if (page.next === offset && page.records.length === 0) {
      return { records, more: false };
    }
    const behind = await skipAhead(options, shard, page);
    const written = await writePage(options, {
      shard,
      epoch,
      offset,
      page,
      behind,
    });
    if (!written) {
      // another one read on: begin at its position with the next tick
      return { records, more: true };
    }
    records += page.records.length;
    offset = behind?.head ?? page.next;
    if (!page.more) {
      return { records, more: false };
    }
  }
  return { records, more: true };
}

interface Behind {
  head: string;
  from: number;
  to: number;
}

/** Newest first: a reader that fell behind jumps to the head and says what it left out. */
async function skipAhead(
  { source, now, signal }: TickOptions,
  shard: string,
  page: TelemetryPage,
): Promise<Behind | undefined> {
  const newest = page.records.at(-1)?.at;
  if (
    !source.head ||
    !page.more ||
    newest === undefined ||
    now() - newest <= MAX_LAG_MS
  ) {
    return undefined;
  }
  const head = await source.head({ shard, now: now(), signal });
  return { head, from: newest, to: now() };
}

async function writePage(
  { source, base, pipeline, now, signal }: TickOptions,
  write: {
    shard: string;
    epoch: number;
    offset: string | undefined;
    page: TelemetryPage;
    behind: Behind | undefined;
  },
): Promise<boolean> {
  const { shard, epoch, offset, page, behind } = write;
  const { dropped, ...processed } = await pipeline.process(page);
  const deadLetters =
    dropped === 0
      ? processed.deadLetters
      : [
          ...processed.deadLetters,
          {
            at: now(),
            source: source.id,
            reason: `${dropped} points of series over the limit of one read were left out`,
            excerpt: '',
          },
        ];
  try {
    await base.commit(
      {
        ...processed,
        deadLetters,
        source: source.id,
        system: source.system,
        instance: source.instance,
        shard,
        offset: { expected: offset, next: behind?.head ?? page.next, epoch },
        ...(behind && {
          gap: { from: behind.from, to: behind.to, reason: 'newest first' },
        }),
      },
      { now: now(), signal },
    );
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === ConflictError.name) {
      return false;
    }
    throw error;
  }
}
