import type { TelemetryBase } from '../knowledge';
import {
  type BatchContent,
  BatchWriter,
  NOON,
  comparable,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} from './telemetryBatches';

const NAMES = ['cart', 'checkout', 'payments'];
const KINDS = ['prod/Pod', 'prod/Node'];

/** Numbers that look random and are the same in every run. */
export function createRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) % 2 ** 32;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: <T>(items: readonly T[]) => items[below(items.length)],
  };
}

type Random = ReturnType<typeof createRandom>;

/** What a source of states lists: some of its objects, in one of few states. */
function listing(random: Random, at: number): BatchContent {
  const pods = NAMES.filter(() => random.next() < 0.8).map(name =>
    resource('Pod', `${name}-1`, random.pick(['ready', 'waiting', 'failed']), {
      workloadKey: workload(name).key,
      validFrom: at,
    }),
  );
  const nodes = ['a', 'b']
    .filter(() => random.next() < 0.8)
    .map(name =>
      resource('Node', name, random.pick(['ready', 'pressed']), {
        namespace: undefined,
        validFrom: at,
      }),
    );
  return {
    source: 'kubernetes/prod',
    workloads: NAMES.map(name => workload(name)),
    resources: [...pods, ...nodes],
    complete: KINDS,
    listedAt: at,
  };
}

function logsAndMetrics(random: Random, at: number): BatchContent {
  const { key } = workload(random.pick(NAMES));
  const hash = random.pick(['t1', 't2', 't3']);
  const late = at - random.below(4) * 10_000;
  return {
    workloads: NAMES.map(name => workload(name)),
    signals: templates(key, hash),
    windows: [
      lines(key, hash, 1 + random.below(5), { at: late, text: `${late}` }),
    ],
    ...metric(key, late, random.below(100)),
    newestAt: at,
  };
}

function changesAndGaps(random: Random, at: number): BatchContent {
  const name = random.pick(NAMES);
  const from = NOON + random.below(3) * 1_000;
  return {
    source: 'deliveries',
    workloads: NAMES.map(each => workload(each)),
    changes: [
      {
        id: `release-${random.below(3)}`,
        at,
        workloadKey: workload(name).key,
        subject: {
          system: 'kubernetes',
          instance: 'prod',
          kind: 'Deployment',
          name,
        },
        kind: 'image',
        summary: random.pick(['1 to 2', '2 to 3']),
      },
    ],
    gap: { from, to: from + 500, reason: 'late', filled: random.next() < 0.5 },
  };
}

interface Commit {
  content: BatchContent;
  now: number;
  version: number;
}

/** A base that was gone back and forth in, with what must be visible in it. */
export class TelemetryHistory {
  readonly #random: Random;
  readonly #base: TelemetryBase;
  readonly #writer: BatchWriter;
  readonly #commits: Commit[] = [];
  #hidden: Array<{ id: number; from: number; to: number }> = [];
  #now = NOON;

  constructor(base: TelemetryBase, seed: number) {
    this.#base = base;
    this.#writer = new BatchWriter(base);
    this.#random = createRandom(seed);
  }

  /** One more commit, a step back, or an undo. */
  async step(): Promise<void> {
    const dice = this.#random.next();
    if (dice < 0.2 && this.#commits.length > 2) {
      await this.#goBack();
    } else if (dice < 0.35 && this.#hidden.length > 0) {
      const range = this.#random.pick(this.#hidden);
      await this.#base.undo(range.id);
      this.#hidden = this.#hidden.filter(other => other !== range);
    } else {
      await this.#commit();
    }
  }

  async #commit() {
    this.#now += 5_000;
    const make = this.#random.pick([
      listing,
      listing,
      logsAndMetrics,
      changesAndGaps,
    ]);
    const content = make(this.#random, this.#now);
    const version = await this.#writer.write(content, this.#now);
    this.#commits.push({ content, now: this.#now, version });
  }

  async #goBack() {
    const { version } = this.#random.pick(this.#commits.slice(0, -1));
    const range = await this.#base.goBack({
      version,
      by: 'user:default/ann',
      now: this.#now,
    });
    if (range) {
      this.#hidden.push(range);
    }
  }

  /** A version of which some earlier ones may be hidden. */
  someVersion(): number {
    return this.#random.pick(this.#commits).version;
  }

  async read(version?: number) {
    return comparable(await readAll(this.#base, { version }));
  }

  /** Writes to a new base what is visible in this one, and reads that. */
  async readWithoutHidden(base: TelemetryBase, version = Infinity) {
    const writer = new BatchWriter(base);
    const visible = this.#commits.filter(
      commit =>
        commit.version <= version &&
        !this.#hidden.some(
          ({ from, to }) => commit.version >= from && commit.version <= to,
        ),
    );
    for (const { content, now } of visible) {
      await writer.write(content, now);
    }
    return comparable(await readAll(base));
  }
}
