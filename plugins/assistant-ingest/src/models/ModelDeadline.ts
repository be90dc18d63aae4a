/** Which time ran out. */
export type PassedDeadline = 'first-token' | 'total';

/** Ends a call to a model when its first word, or its last, takes too long. */
export class ModelDeadline {
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  readonly #total: NodeJS.Timeout;
  #first: NodeJS.Timeout | undefined;
  #passed: PassedDeadline | undefined;

  constructor(options: {
    signal: AbortSignal;
    firstTokenMs: number;
    totalMs: number;
  }) {
    this.#first = setTimeout(
      () => this.#pass('first-token'),
      options.firstTokenMs,
    );
    this.#total = setTimeout(() => this.#pass('total'), options.totalMs);
    this.#signal = AbortSignal.any([options.signal, this.#controller.signal]);
  }

  get signal(): AbortSignal {
    return this.#signal;
  }

  get passed(): PassedDeadline | undefined {
    return this.#passed;
  }

  firstTokenCame(): void {
    clearTimeout(this.#first);
    this.#first = undefined;
  }

  clear(): void {
    this.firstTokenCame();
    clearTimeout(this.#total);
  }

  #pass(deadline: PassedDeadline): void {
    this.#passed ??= deadline;
    this.#controller.abort();
  }
}
