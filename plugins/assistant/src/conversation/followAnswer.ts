import type {
  AnswerEvent,
  AskRequest,
  AssistantApi,
  StoredAnswer,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { errorStatus } from './describeFailure';

/** Reconnects in a row without a new event, after which the answer counts as failed. */
const MAX_FRUITLESS_RECONNECTS = 5;
/** Reconnects of one answer altogether: a server that drops after each event must not be asked for ever. */
const MAX_RECONNECTS = 50;

export type FollowAnswerOptions = {
  api: Pick<AssistantApi, 'ask' | 'resume' | 'getAnswer'>;
  /** A question to ask, or an answer that runs already. */
  start: AskRequest | { answerId: string; after: number };
  signal: AbortSignal;
  onEvent(event: AnswerEvent): void;
  onConnectionLost(): void;
  /** The answer ended without a last event, because its server went down; this is what was kept. */
  onSettled(answer: StoredAnswer): void;
  /** Waits before reconnect number `attempt` (from 1). */
  wait?(attempt: number, signal: AbortSignal): Promise<void>;
};

/**
 * Follows an answer to its end, over broken connections.
 *
 * A stream that ends without `answer-end` was cut: it is resumed after the last event that came.
 * Resolves when the answer ended or the signal aborted; throws when it cannot go on.
 */
export async function followAnswer(options: FollowAnswerOptions) {
  const { api, start, signal, onConnectionLost, wait = backOff } = options;
  const progress = new Progress(options);
  let stream =
    'answerId' in start
      ? api.resume(start.answerId, start.after, { signal })
      : api.ask(start, { signal });
  for (let reconnect = 0; ; reconnect++) {
    try {
      await progress.read(stream);
      await progress.settleWithoutEnd();
    } catch (error) {
      progress.giveUpOn(error);
    }
    if (progress.ended || signal.aborted) {
      return;
    }
    if (!progress.answerId || reconnect >= MAX_RECONNECTS) {
      throw new TypeError('The connection broke');
    }
    onConnectionLost();
    progress.fruitless += 1;
    await wait(progress.fruitless, signal);
    if (signal.aborted) {
      return;
    }
    stream = api.resume(progress.answerId, progress.last, { signal });
  }
}

/** How far an answer has come. */
class Progress {
  answerId?: string;
  last = -1;
  ended = false;
  fruitless = 0;

  constructor(private readonly options: FollowAnswerOptions) {
    const { start } = options;
    if ('answerId' in start) {
      this.answerId = start.answerId;
      this.last = start.after;
    }
  }

  async read(stream: AsyncIterable<AnswerEvent>) {
    for await (const event of stream) {
      if (this.options.signal.aborted) {
        return;
      }
      if (event.sequence > this.last) {
        this.last = event.sequence;
        this.fruitless = 0;
      }
      if (event.type === 'answer-start') {
        this.answerId = event.answerId;
      }
      this.options.onEvent(event);
      if (event.type === 'answer-end') {
        this.ended = true;
        return;
      }
    }
  }

  /** Looks how the answer stands where a new connection brought nothing more of it. */
  async settleWithoutEnd() {
    const { api, signal, onSettled } = this.options;
    if (this.ended || signal.aborted || !this.answerId || !this.fruitless) {
      return;
    }
    const answer = await api.getAnswer(this.answerId, { signal });
    if (answer.state !== 'running' && !signal.aborted) {
      this.ended = true;
      onSettled(answer);
    }
  }

  /** Throws what another try would not mend. */
  giveUpOn(error: unknown) {
    if (this.options.signal.aborted) {
      return;
    }
    const status = errorStatus(error);
    const refused =
      status !== undefined && status >= 400 && status < 500 && status !== 429;
    if (
      !this.answerId ||
      refused ||
      this.fruitless >= MAX_FRUITLESS_RECONNECTS
    ) {
      throw error;
    }
  }
}

async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, Math.min(500 * 2 ** (attempt - 1), 8000));
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
