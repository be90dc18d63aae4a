import type {
  AnswerEvent,
  AnswerEventBody,
} from '@smart-assistant/backstage-plugin-assistant-common';

/** How long an event waits at most before it is stored: readers on other replicas see it then. */
const FLUSH_MS = 200;

/** Stores events of one answer, in order. */
export type StoreEvents = (events: readonly AnswerEvent[]) => Promise<void>;

/**
 * Numbers the events of one answer and stores them in batches.
 *
 * Sending does not wait for the database; `flush` does, and fails if any batch before it failed.
 */
export class AnswerRecorder {
  readonly #store: StoreEvents;
  #sequence = 0;
  #waiting: AnswerEvent[] = [];
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #failure?: unknown;

  constructor(store: StoreEvents) {
    this.#store = store;
  }

  add(body: AnswerEventBody): AnswerEvent {
    // the union is closed over `sequence`; TypeScript cannot follow that through a spread
    const event = { ...body, sequence: this.#sequence } as AnswerEvent;
    this.#sequence += 1;
    this.#waiting.push(event);
    this.#timer ??= setTimeout(() => this.#write(), FLUSH_MS);
    return event;
  }

  async flush(): Promise<void> {
    this.#write();
    await this.#writing;
    if (this.#failure) {
      throw this.#failure;
    }
  }

  #write() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length === 0) {
      return;
    }
    this.#writing = this.#writing.then(async () => {
      try {
        await this.#store(events);
      } catch (error) {
        this.#failure ??= error;
      }
    });
  }
}
