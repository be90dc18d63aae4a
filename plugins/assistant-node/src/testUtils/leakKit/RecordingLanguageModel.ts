import type {
  LanguageModel,
  ModelRequest,
  ModelStreamPart,
} from '../../models';

/** A model that says a fixed sentence and keeps what it was given. @public */
export class RecordingLanguageModel implements LanguageModel {
  readonly id = 'recording';
  readonly host = 'recording.invalid';
  readonly dataPolicy;
  readonly contextTokens = 16_000;
  /** Text of each prompt, in order. */
  readonly prompts: string[] = [];
  readonly #answer: string;

  constructor(
    options: { dataPolicy?: LanguageModel['dataPolicy']; answer?: string } = {},
  ) {
    this.dataPolicy = options.dataPolicy ?? 'full';
    this.#answer = options.answer ?? 'Roll the release back [^1].';
  }

  async *stream({
    messages,
    signal,
  }: ModelRequest): AsyncGenerator<ModelStreamPart> {
    signal.throwIfAborted();
    this.prompts.push(messages.map(({ content }) => content).join('\n'));
    yield { type: 'text', text: this.#answer };
    yield {
      type: 'usage',
      usage: { promptTokens: 10, completionTokens: 5, cachedTokens: 8 },
    };
    yield { type: 'end', reason: 'stop' };
  }
}
