/** Answers that this process works on, so that a stop takes effect at once here. */
export class RunningAnswers {
  readonly #controllers = new Map<string, AbortController>();

  /** A signal that is aborted when the client leaves or the answer is stopped. */
  add(answerId: string, client: AbortSignal): AbortSignal {
    const controller = new AbortController();
    this.#controllers.set(answerId, controller);
    return AbortSignal.any([client, controller.signal]);
  }

  stop(answerId: string) {
    this.#controllers.get(answerId)?.abort();
  }

  delete(answerId: string) {
    this.#controllers.delete(answerId);
  }

  /** Ends all, for shutdown. */
  stopAll() {
    this.#controllers.forEach(controller => controller.abort());
  }
}
