import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';

/** Problems that are kept; the rest is only counted. */
const MAX_PROBLEMS = 50;
const MAX_MESSAGE = 500;

/** Progress of one build, as people see it. Holds names and counts, nothing of the documents. */
export class BuildReport {
  readonly #progress: BuildProgress;
  readonly #now: () => Date;
  #moreProblems = 0;

  constructor(options: { buildId: string; trigger: string; now: () => Date }) {
    const { buildId, trigger, now } = options;
    this.#now = now;
    this.#progress = {
      buildId,
      trigger,
      state: 'running',
      phase: 'reading',
      done: 0,
      total: 0,
      startedAt: now().toISOString(),
      problems: [],
    };
  }

  /** A copy: what was handed out does not change any more. */
  get progress(): BuildProgress {
    const problems = [...this.#progress.problems];
    if (this.#moreProblems > 0) {
      problems[MAX_PROBLEMS - 1] = {
        source: 'assistant',
        message: `${this.#moreProblems + 1} more problems are not listed`,
      };
    }
    return { ...this.#progress, problems };
  }

  phase(
    phase: BuildProgress['phase'],
    counts?: { done: number; total: number },
  ) {
    Object.assign(this.#progress, { phase, done: 0, total: 0, ...counts });
  }

  documentRead() {
    const done = this.#progress.done + 1;
    const total = Math.max(done, this.#progress.total);
    Object.assign(this.#progress, { done, total });
  }

  generation(generation: number) {
    this.#progress.generation = generation;
  }

  problem(source: string, message: string) {
    if (this.#progress.problems.length < MAX_PROBLEMS) {
      this.#progress.problems.push({
        source,
        message: message.slice(0, MAX_MESSAGE),
      });
    } else {
      this.#moreProblems += 1;
    }
  }

  end(state: Exclude<BuildProgress['state'], 'running'>, failure?: string) {
    Object.assign(this.#progress, {
      state,
      finishedAt: this.#now().toISOString(),
      ...(state === 'failed' ? {} : { phase: 'done' }),
      ...(failure !== undefined && { failure: failure.slice(0, MAX_MESSAGE) }),
    });
  }
}
