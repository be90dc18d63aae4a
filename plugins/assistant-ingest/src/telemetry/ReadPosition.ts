import { z } from 'zod';

const skippedSchema = z.object({
  /** Offset that is read next of what was left out, and the one that it ends before. */
  offset: z.string(),
  until: z.string(),
  /** When what was left out begins and ends; milliseconds since 1970. */
  from: z.number(),
  to: z.number(),
});
/** A stretch of a source that was left out to read the newest first. */
export type SkippedStretch = z.infer<typeof skippedSchema>;

const positionSchema = z.object({
  offset: z.string(),
  skipped: z.array(skippedSchema),
});

/** Stretches beyond this number are given up, the oldest first: the gap stays told. */
const MAX_SKIPPED = 100;

/**
 * How far a shard was read: the offset of the source, and what was left out before it.
 *
 * Both are stored as one text, so that they move in one transaction.
 */
export class ReadPosition {
  readonly offset: string | undefined;
  /** Oldest first. */
  readonly skipped: readonly SkippedStretch[];

  constructor(
    offset: string | undefined,
    skipped: readonly SkippedStretch[] = [],
  ) {
    this.offset = offset;
    this.skipped = skipped.slice(-MAX_SKIPPED);
  }

  static parse(text: string | undefined): ReadPosition {
    if (text?.startsWith('{"offset":')) {
      const parsed = positionSchema.safeParse(parseJson(text));
      if (parsed.success) {
        return new ReadPosition(parsed.data.offset, parsed.data.skipped);
      }
    }
    return new ReadPosition(text);
  }

  /** A source's own offset as it is, while nothing was left out. */
  toString(): string {
    const { offset = '', skipped } = this;
    return skipped.length === 0 ? offset : JSON.stringify({ offset, skipped });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
