import type { FindingStore, StoredFinding } from './ports';

/** Requests of one moment share a read. */
const SHARED_MS = 1_000;
/** More than anybody looks at; the worst and newest come first. */
const MAX_FINDINGS = 2_000;

/** The findings of now, uncut, read once for all who look at about the same time. */
export class FindingReader {
  readonly #store: Pick<FindingStore, 'list'>;
  readonly #now: () => number;
  #read: { at: number; findings: Promise<StoredFinding[]> } | undefined;

  constructor(options: {
    store: Pick<FindingStore, 'list'>;
    now: () => number;
  }) {
    this.#store = options.store;
    this.#now = options.now;
  }

  async list(): Promise<readonly StoredFinding[]> {
    const now = this.#now();
    if (this.#read && Math.abs(now - this.#read.at) < SHARED_MS) {
      return this.#read.findings;
    }
    const findings = this.#store.list({
      entities: { type: 'all' },
      now,
      limit: MAX_FINDINGS,
    });
    const read = { at: now, findings };
    this.#read = read;
    findings.catch(() => {
      if (this.#read === read) {
        this.#read = undefined;
      }
    });
    return findings;
  }

  /** What somebody did must be seen at once. */
  forget(): void {
    this.#read = undefined;
  }
}
