import { CustomErrorBase } from '@backstage/errors';

/** A person asks more than the limits allow. The root router reads `statusCode`. */
export class TooManyQuestionsError extends CustomErrorBase {
  name = 'TooManyQuestionsError' as const;
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(options: {
    reason: 'rate' | 'concurrent';
    retryAfterSeconds: number;
  }) {
    const { reason, retryAfterSeconds } = options;
    super(
      reason === 'rate'
        ? `Too many questions in a minute. Ask again in ${retryAfterSeconds} s.`
        : `Other answers of yours are still being written. Stop one, or ask again in ${retryAfterSeconds} s.`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
