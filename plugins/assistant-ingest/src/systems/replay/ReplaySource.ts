import { InputError } from '@backstage/errors';
import type {
  TelemetryPage,
  TelemetryRecord,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { z } from 'zod';
import { readText } from '../../normalize';
import type { Frame, Recording } from './Recording';
import { shiftRecord } from './shiftTimes';

const offsetSchema = z.object({
  /** What is added to the times of the recording. */
  shift: z.number().int(),
  /** Next frame. */
  index: z.number().int().nonnegative(),
  /** How often the end was played again. */
  round: z.number().int().nonnegative(),
});
type Offset = z.infer<typeof offsetSchema>;

/** What is played again and again after the end, so that the incident goes on, in milliseconds. */
const TAIL_MS = 5 * 60_000;
/** How often the last state is seen again. */
const SEEN_AGAIN_MS = 60_000;

/** A frame after the end; what is `still` so keeps the times that it told before. */
type TailFrame = Frame & { still?: boolean };

/**
 * Plays a recorded incident as if it happened now: all times are moved so that the moment of its
 * question is the moment of the first read. After the end its last minutes go on, unless `hold` is
 * `false`.
 */
export class ReplaySource implements TelemetrySource {
  readonly id: string;
  readonly system = 'replay';
  readonly instance: string;
  readonly intervalMs: number;
  readonly #load: () => Promise<Recording>;
  readonly #hold: boolean;
  #played: Promise<Played> | undefined;

  constructor(options: {
    id: string;
    /** Reads the recording when it is needed first; tried again with the next read if that fails. */
    load(): Promise<Recording>;
    hold?: boolean;
    intervalMs?: number;
  }) {
    this.id = `replay/${options.id}`;
    this.instance = options.id;
    this.intervalMs = options.intervalMs ?? 1000;
    this.#load = options.load;
    this.#hold = options.hold ?? true;
  }

  async shards(): Promise<readonly string[]> {
    return ['recording'];
  }

  async read(options: {
    offset?: string;
    maxRecords: number;
    now: number;
  }): Promise<TelemetryPage> {
    const { now, maxRecords } = options;
    const played = await this.#play();
    const offset =
      options.offset === undefined
        ? { shift: now - played.recording.now, index: 0, round: 0 }
        : parseOffset(options.offset);
    const frames: Frame[] = [];
    let records = 0;
    let next = offset;
    let found = this.#frameAt(played, next);
    while (
      found &&
      found.frame.at <= now &&
      fits(frames, found.frame, records, maxRecords)
    ) {
      frames.push(found.frame);
      records += found.frame.records.length;
      next = found.next;
      found = this.#frameAt(played, next);
    }
    const listings = frames.filter(({ complete }) => complete.length > 0);
    return {
      records: frames.flatMap(frame => frame.records),
      deadLetters: frames.flatMap(frame => frame.deadLetters),
      complete: listings.flatMap(({ complete }) => complete),
      ...(listings.length > 0 && { listedAt: listings[0].at }),
      next: JSON.stringify(next),
      more: found !== undefined && found.frame.at <= now,
    };
  }

  async #play(): Promise<Played> {
    this.#played ??= this.#load().then(recording => ({
      recording,
      tail: tailOf(recording),
    }));
    try {
      return await this.#played;
    } catch (error) {
      this.#played = undefined;
      throw error;
    }
  }

  /** The frame that an offset points at, moved in time, and the offset after it. */
  #frameAt(
    played: Played,
    offset: Offset,
  ): { frame: Frame; next: Offset } | undefined {
    const { shift, index, round } = offset;
    const frames = round === 0 ? played.recording.frames : played.tail;
    if (index < frames.length) {
      return {
        frame: moveFrame(frames[index], shift, round * TAIL_MS),
        next: { ...offset, index: index + 1 },
      };
    }
    return this.#hold && played.tail.length > 0
      ? this.#frameAt(played, { shift, index: 0, round: round + 1 })
      : undefined;
  }
}

interface Played {
  recording: Recording;
  tail: readonly TailFrame[];
}

/** A page holds at most one listing of a kind, and listings of one moment. */
function fits(
  frames: readonly Frame[],
  frame: Frame,
  records: number,
  maxRecords: number,
): boolean {
  if (frames.length === 0) {
    return true;
  }
  const listing = frames.find(({ complete }) => complete.length > 0);
  const clashes =
    listing !== undefined &&
    frame.complete.length > 0 &&
    (listing.at !== frame.at ||
      frames.some(({ complete }) =>
        complete.some(kind => frame.complete.includes(kind)),
      ));
  return !clashes && records + frame.records.length <= maxRecords;
}

/**
 * What goes on after the end: lines and points of the last minutes, and the last state, seen again
 * each minute. What was being deleted is gone by then.
 */
function tailOf({ frames, to }: Recording): TailFrame[] {
  const streams = frames.filter(
    ({ at, complete }) =>
      complete.length === 0 && at > to - TAIL_MS && at <= to,
  );
  const last = new Map<string, Frame>();
  for (const frame of frames) {
    frame.complete.forEach(kind => last.set(kind, frame));
  }
  const states = [...new Set(last.values())];
  const again: TailFrame[] = [];
  for (let at = to - TAIL_MS + SEEN_AGAIN_MS; at <= to; at += SEEN_AGAIN_MS) {
    again.push(
      ...states.map(frame => ({
        ...frame,
        at,
        records: frame.records
          .filter(record => !isLeaving(record))
          .map(record => ({ ...record, at })),
        still: true,
      })),
    );
  }
  return [...streams, ...again].sort((a, b) => a.at - b.at);
}

const isLeaving = (record: TelemetryRecord) =>
  record.kind === 'resource' &&
  readText(record.body, 'metadata.deletionTimestamp') !== undefined;

/** Moves a frame; objects that are only seen again keep the times that they told before. */
function moveFrame(frame: TailFrame, shift: number, rounds: number): Frame {
  const by = shift + rounds;
  return {
    ...frame,
    at: frame.at + by,
    records: frame.records.map(record =>
      frame.still
        ? { ...shiftRecord(record, shift), at: record.at + by }
        : shiftRecord(record, by),
    ),
    deadLetters: frame.deadLetters.map(letter => ({
      ...letter,
      at: letter.at + by,
    })),
  };
}

function parseOffset(text: string): Offset {
  const parsed = offsetSchema.safeParse(safeJson(text));
  if (!parsed.success) {
    throw new InputError(
      `The stored position of the recording is not readable: ${text.slice(
        0,
        100,
      )}`,
    );
  }
  return parsed.data;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
