import { ConflictError } from '@backstage/errors';
import type {
  TelemetryBatch,
  TelemetryPage,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { ReadPosition } from './ReadPosition';
import type { ProcessedPage } from './TelemetryPipeline';
import type { TickOptions } from './runTelemetryTick';

/**
 * A reader that is further behind than this goes to the newest first, in milliseconds: what it reads
 * in order is never older, with the time of a page on top.
 */
const MAX_LAG_MS = 8_000;
/** A source that is asked seldom is behind by its interval before it is read at all. */
const MAX_LAG_INTERVALS = 3;
/** A tick leaves what is more than this to the next one. */
const MAX_PAGES = 50;
/** Pages of what was left out that one tick reads when it is calm. */
const FILL_PAGES = 5;

export interface ShardReaderOptions
  extends Omit<TickOptions, 'holder' | 'leaseMs'> {
  shard: string;
  epoch: number;
}

/** Another replica moved the position: begin at its place with the next tick. */
class PositionMovedError extends Error {}

/** Reads one shard of a source for the length of one tick. */
export class ShardReader {
  readonly #options: ShardReaderOptions;
  #stored: string | undefined;
  #records = 0;

  constructor(options: ShardReaderOptions) {
    this.#options = options;
  }

  async read(): Promise<{ records: number; more: boolean }> {
    const { base, source, shard } = this.#options;
    this.#stored = await base.readOffset(source.id, shard);
    try {
      const more = (await this.#readNew()) || (await this.#fill());
      return { records: this.#records, more };
    } catch (error) {
      if (error instanceof PositionMovedError) {
        return { records: this.#records, more: true };
      }
      throw error;
    }
  }

  /** @returns whether there is more. */
  async #readNew(): Promise<boolean> {
    const { source, shard, maxRecords, now, signal } = this.#options;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      signal.throwIfAborted();
      const position = ReadPosition.parse(this.#stored);
      const { offset } = position;
      const page = await source.read({
        shard,
        offset,
        maxRecords,
        now: now(),
        signal,
      });
      if (page.next === offset && isEmpty(page)) {
        return false;
      }
      const processed = await this.#process(page);
      await this.#write(
        processed,
        await this.#next(page, processed.lastAt, position),
      );
      if (!page.more) {
        return false;
      }
    }
    return true;
  }

  /** Newest first: a reader that fell behind jumps to the head and notes what it left out. */
  async #next(
    page: TelemetryPage,
    newest: number | undefined,
    position: ReadPosition,
  ): Promise<{ position: ReadPosition; gap?: TelemetryBatch['gap'] }> {
    const { source, shard, now, signal } = this.#options;
    if (
      !source.head ||
      !page.more ||
      newest === undefined ||
      now() - newest <=
        Math.max(MAX_LAG_MS, MAX_LAG_INTERVALS * source.intervalMs)
    ) {
      return { position: new ReadPosition(page.next, position.skipped) };
    }
    const to = now();
    const head = await source.head({ shard, now: to, signal });
    return {
      position: new ReadPosition(head, [
        ...position.skipped,
        { offset: page.next, until: head, from: newest, to },
      ]),
      gap: { from: newest, to, reason: 'not read yet, newest first' },
    };
  }

  /** Reads some of what was left out, the newest stretch first. @returns whether some is left. */
  async #fill(): Promise<boolean> {
    const { source, shard, maxRecords, now, signal } = this.#options;
    for (let pages = 0; pages < FILL_PAGES; pages++) {
      const position = ReadPosition.parse(this.#stored);
      const stretch = position.skipped.at(-1);
      if (!stretch) {
        return false;
      }
      signal.throwIfAborted();
      const { offset, until, from, to } = stretch;
      const page = await source.read({
        shard,
        offset,
        until,
        maxRecords,
        now: now(),
        signal,
      });
      const others = position.skipped.slice(0, -1);
      const left = page.more ? [{ ...stretch, offset: page.next }] : [];
      await this.#write(await this.#process(page), {
        position: new ReadPosition(position.offset, [...others, ...left]),
        gap: page.more
          ? undefined
          : { from, to, reason: 'read afterwards', filled: true },
      });
    }
    return ReadPosition.parse(this.#stored).skipped.length > 0;
  }

  async #process(page: TelemetryPage): Promise<ProcessedPage> {
    const { source, pipeline, now } = this.#options;
    const { next, more, ...content } = page;
    const from = { source: source.id, instance: source.instance, at: now() };
    return pipeline.process({ ...content, from });
  }

  async #write(
    { dropped, lastAt, ...processed }: ProcessedPage,
    next: { position: ReadPosition; gap?: TelemetryBatch['gap'] },
  ): Promise<void> {
    const { source, base, pipeline, shard, epoch, now, signal } = this.#options;
    const text = next.position.toString();
    try {
      await base.commit(
        {
          ...processed,
          deadLetters: [
            ...processed.deadLetters,
            ...droppedLetter(dropped, source.id, now()),
          ],
          source: source.id,
          system: source.system,
          instance: source.instance,
          shard,
          offset: { expected: this.#stored, next: text, epoch },
          gap: next.gap,
        },
        { now: now(), signal },
      );
    } catch (error) {
      await pipeline.retract();
      if (error instanceof Error && error.name === ConflictError.name) {
        throw new PositionMovedError();
      }
      throw error;
    }
    this.#stored = text;
    this.#records += processed.records;
  }
}

const isEmpty = ({ records, messages = [], deadLetters }: TelemetryPage) =>
  records.length + messages.length + deadLetters.length === 0;

function droppedLetter(dropped: number, source: string, at: number) {
  return dropped === 0
    ? []
    : [
        {
          at,
          source,
          reason: `${dropped} points of series over the limit of one read were left out`,
          excerpt: '',
        },
      ];
}
