import { GenerationCache } from './GenerationCache';
import { hashText } from './hashText';
import { maskTokens, VARIABLE } from './maskLine';
import { MINER } from './minerConstants';
import { hashHoles, type TokenHoles } from './tokenHoles';

/**
 * What lines have in common.
 * @public
 */
export interface LogTemplate {
  /** A hash of the text: the same text has the same id in every run and on every machine. */
  readonly id: string;
  /** The line with `<*>` where lines differ. */
  readonly text: string;
  /** Templates that turned out to be cases of this one: what was counted for them counts for it. */
  readonly supersedes: readonly string[];
}

/** A template in the miner, with its places in the indexes. */
interface Entry extends LogTemplate {
  supersedes: string[];
  keys: number[];
  siblingKeys: number[];
  lastUsed: number;
  isEvicted: boolean;
  replacedBy?: Entry;
}

/**
 * Groups log lines by what is constant in them, one line at a time, with one configuration for every system.
 *
 * {@link maskLine} takes out what looks like a value. What is left differs only in words, and a word may be a value
 * as well: a user, a service, a queue. A place is taken for a variable if lines that are equal elsewhere had a
 * masked value in it, or more than a handful of different words. Then a more general template replaces the former
 * ones and names them in `supersedes`. `Started`, `Paused` and `Stopped` stay three templates, 48 user names
 * become one.
 *
 * Bounded: 5,000 templates and 20,000 remembered lines, the least used go first. Use one miner for each container
 * of an entity.
 *
 * @public
 */
export class LogTemplateMiner {
  private readonly lines = new GenerationCache<string, Entry>(MINER.lines);
  private readonly maskedLines = new GenerationCache<string, Entry>(
    MINER.lines,
  );
  private readonly superseded = new GenerationCache<string, Entry>(MINER.lines);
  private readonly byId = new Map<string, Entry>();
  private readonly byKey = new Map<number, Entry>();
  /** Templates that are equal but for one place, by what they would be with a variable there. */
  private readonly siblings = new Map<number, Entry[]>();
  private clock = 0;

  private constructor() {}

  /** `known` are texts of templates from an earlier run, so that a restart goes on with the same ids. */
  static create(options: { known?: readonly string[] } = {}): LogTemplateMiner {
    const miner = new LogTemplateMiner();
    for (const text of options.known ?? []) {
      miner.place(text.split(' '));
    }
    return miner;
  }

  /** The template of a line. Of a message with several lines the first counts. */
  add(message: string): LogTemplate {
    const line = firstLineOf(message);
    const known = currentOf(this.lines.get(line));
    if (known) {
      known.lastUsed = ++this.clock;
      return known;
    }
    const entry = this.addMasked(maskTokens(line));
    if (line.length <= MINER.rememberedLength) {
      this.lines.set(line, entry);
    }
    return entry;
  }

  private addMasked(tokens: readonly string[]): Entry {
    const masked = tokens.join(' ');
    const known = currentOf(this.maskedLines.get(masked));
    if (known) {
      known.lastUsed = ++this.clock;
      return known;
    }
    const entry = this.place(tokens);
    if (masked.length <= MINER.rememberedLength) {
      this.maskedLines.set(masked, entry);
    }
    return entry;
  }

  /** The template that an id stands for now; nothing if it was forgotten. */
  current(id: string): LogTemplate | undefined {
    return this.byId.get(id) ?? currentOf(this.superseded.get(id));
  }

  /** All templates that are remembered. */
  templates(): LogTemplate[] {
    return [...this.byId.values()];
  }

  private place(tokens: readonly string[]): Entry {
    const hashes = hashHoles(tokens);
    const found = this.find(tokens, hashes);
    if (found) {
      found.lastUsed = ++this.clock;
      return found;
    }
    return this.create(tokens, hashes);
  }

  private find(
    tokens: readonly string[],
    { key, holes }: TokenHoles,
  ): Entry | undefined {
    const same = this.byKey.get(key);
    if (same || countWords(tokens) <= MINER.wordsLeft) {
      return same;
    }
    for (const hole of holes) {
      const general = hole === undefined ? undefined : this.byKey.get(hole);
      if (general) {
        return general;
      }
    }
    return undefined;
  }

  private create(tokens: readonly string[], hashes: TokenHoles): Entry {
    const text = collapse(tokens).join(' ');
    const id = hashText(text);
    const entry = this.byId.get(id) ?? this.register(id, text);
    entry.keys.push(hashes.key);
    this.byKey.set(hashes.key, entry);
    const words = countWords(tokens);
    if (words < tokens.length && words >= MINER.wordsLeft) {
      this.replaceAll(this.siblings.get(hashes.key) ?? [], entry);
    }
    return words > MINER.wordsLeft
      ? this.joinSiblings(entry, tokens, hashes.holes)
      : entry;
  }

  private register(id: string, text: string): Entry {
    this.makeRoom();
    const entry: Entry = {
      id,
      text,
      supersedes: [],
      keys: [],
      siblingKeys: [],
      lastUsed: ++this.clock,
      isEvicted: false,
    };
    this.byId.set(id, entry);
    return entry;
  }

  /** Notes where else a word could stand for a variable, and makes one of a place with too many words. */
  private joinSiblings(
    entry: Entry,
    tokens: readonly string[],
    holes: TokenHoles['holes'],
  ): Entry {
    for (let i = 0; i < holes.length; i++) {
      const hole = holes[i];
      if (hole === undefined) {
        continue;
      }
      const group = this.siblings.get(hole) ?? [];
      this.siblings.set(hole, group);
      group.push(entry);
      entry.siblingKeys.push(hole);
      if (group.length > MINER.wordsOfOnePlace) {
        const general = tokens.map((token, j) => (j === i ? VARIABLE : token));
        return this.place(general);
      }
    }
    return entry;
  }

  private replaceAll(entries: readonly Entry[], general: Entry): void {
    for (const entry of [...entries]) {
      if (entry !== general) {
        this.forget(entry);
        entry.replacedBy = general;
        this.superseded.set(entry.id, general);
        general.supersedes.push(entry.id);
      }
    }
  }

  private makeRoom(): void {
    if (this.byId.size < MINER.templates) {
      return;
    }
    const oldest = [...this.byId.values()]
      .sort((a, b) => a.lastUsed - b.lastUsed)
      .slice(0, Math.ceil(MINER.templates * MINER.evictedShare));
    for (const entry of oldest) {
      this.forget(entry);
      entry.isEvicted = true;
    }
  }

  private forget(entry: Entry): void {
    this.byId.delete(entry.id);
    entry.keys.forEach(key => this.byKey.delete(key));
    for (const key of entry.siblingKeys) {
      const rest = this.siblings.get(key)?.filter(other => other !== entry);
      if (rest && rest.length > 0) {
        this.siblings.set(key, rest);
      } else {
        this.siblings.delete(key);
      }
    }
  }
}

function currentOf(entry: Entry | undefined): Entry | undefined {
  let current = entry;
  while (current?.replacedBy) {
    current = current.replacedBy;
  }
  return current?.isEvicted ? undefined : current;
}

function countWords(tokens: readonly string[]): number {
  return tokens.reduce((n, token) => (token === VARIABLE ? n : n + 1), 0);
}

function collapse(tokens: readonly string[]): string[] {
  return tokens.filter(
    (token, i) => token !== VARIABLE || tokens[i - 1] !== VARIABLE,
  );
}

function firstLineOf(message: string): string {
  const end = message.indexOf('\n');
  return end < 0 ? message : message.slice(0, end);
}
