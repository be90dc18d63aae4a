import type { FindingJudge, Judgement } from '../FindingJudge';
import type { SnapshotReader } from '../SnapshotReader';

/** What a replica that does not judge reads by itself is used for this long. */
const KEPT_MS = 30_000;

export interface KnownEntitiesOptions {
  judge: Pick<FindingJudge, 'last'>;
  snapshots: Pick<SnapshotReader, 'open'>;
  now: () => number;
}

/** Entities of which anything is known at all, and when that was looked at last. */
export class KnownEntities {
  readonly #options: KnownEntitiesOptions;
  #read: { at: number; judgement: Promise<Judgement> } | undefined;

  constructor(options: KnownEntitiesOptions) {
    this.#options = options;
  }

  async read({ signal }: { signal: AbortSignal }): Promise<Judgement> {
    const { judge, now } = this.#options;
    const at = now();
    const isFresh = (time: number) => Math.abs(at - time) < KEPT_MS * 4;
    // the replica that judges has just looked at everything
    if (judge.last && isFresh(judge.last.at)) {
      return judge.last;
    }
    if (!this.#read || Math.abs(at - this.#read.at) > KEPT_MS) {
      const judgement = this.#readNow(at);
      this.#read = { at, judgement };
      judgement.catch(() => {
        this.#read = undefined;
      });
    }
    signal.throwIfAborted();
    return this.#read.judgement;
  }

  async #readNow(at: number): Promise<Judgement> {
    // shared by several readers: none of them ends it
    const signal = AbortSignal.timeout(30_000);
    const opened = await this.#options.snapshots.open({ signal });
    const { entities } = await opened.read({
      entityRefs: 'all',
      at,
      window: { from: at, to: at },
      historyMs: 0,
      signal,
    });
    return {
      version: opened.version,
      at,
      entityRefs: new Set([...entities.values()].flat()),
    };
  }
}
