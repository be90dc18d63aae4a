import type { Knex } from 'knex';
import type { QuestionLimiter } from '../../ask/ports';
import { releaseLease, takeLease } from '../operations/limits/takeLease';

/** Limits of one person over all replicas. */
export interface QuestionLimits {
  questionsPerMinute: number;
  concurrent: number;
}

/** Counts in the database, so that replicas share the count and a crash does not hold it. */
export class DatabaseQuestionLimiter implements QuestionLimiter {
  readonly #knex: Knex;
  readonly #limits: QuestionLimits;

  constructor(options: { knex: Knex; limits: QuestionLimits }) {
    this.#knex = options.knex;
    this.#limits = options.limits;
  }

  acquire(options: { ownerRef: string; leaseId: string; now: Date }) {
    return takeLease(this.#knex, { ...options, ...this.#limits });
  }

  release(leaseId: string) {
    return releaseLease(this.#knex, leaseId);
  }
}
