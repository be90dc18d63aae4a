import { CustomErrorBase } from '@backstage/errors';

/** Something outside keeps the database from being used: what it is, and what an administrator does about it. */
export class StoreProblem extends CustomErrorBase {
  name = 'StoreProblem' as const;
  readonly reason: string;
  readonly remedy: string;

  constructor(options: { reason: string; remedy: string; cause?: unknown }) {
    super(`${options.reason}; ${options.remedy}`, options.cause);
    this.reason = options.reason;
    this.remedy = options.remedy;
  }
}
