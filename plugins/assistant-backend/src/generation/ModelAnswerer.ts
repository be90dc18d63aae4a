import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  ChunkHit,
  DocumentReader,
  LanguageModel,
  ModelTokenUsage,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type {
  ComposedEvent,
  EvidenceAnswer,
  Retrieval,
  Scope,
} from '../ask/stages';
import { linkOf } from '../citation/assignCitations';
import { KnowledgePacks, packScopeOf } from '../retrieval/KnowledgePack';
import { buildPrompt, type GlossaryEntry, type Prompt } from './buildPrompt';
import { messagesOf } from './messages/messagesOf';
import { ModelText } from './ModelText';

/** Tokens of one answer: eight short sentences and a command. */
const ANSWER_TOKENS = 600;
/** A pack of this size pays off on every server; more makes small models worse. */
const PACK_TOKENS = 8_000;
/** Servers cache nothing shorter than 1,024 tokens. */
const MIN_PACK_TOKENS = 1_024;
const SOURCES = 8;

export interface ModelAnswererOptions {
  model: LanguageModel;
  /** Text of `prompts/answer.md`. */
  system: string;
  glossary: readonly GlossaryEntry[];
}

export interface ModelRun {
  scope: Scope;
  retrieval: Retrieval;
  evidence: EvidenceAnswer;
  reader: DocumentReader;
  signal: AbortSignal;
}

/** What a run ends with. */
export interface ModelOutcome {
  text: string;
  usage: ModelUsage;
  failed: boolean;
  /** Entities whose documents were in the prompt: the words may rest on any of them. */
  entityRefs: readonly string[];
}

/**
 * Lets a model word what was found, behind the answer that stands already.
 *
 * Each sentence is checked against the sources that it names before it is shown. When the model
 * fails, before or in the middle, the answer stays complete without it and says so.
 */
export class ModelAnswerer {
  readonly #options: ModelAnswererOptions;
  readonly #packs = new KnowledgePacks();

  constructor(options: ModelAnswererOptions) {
    this.#options = options;
  }

  async *stream(run: ModelRun): AsyncGenerator<ComposedEvent, ModelOutcome> {
    const { model } = this.#options;
    const prompt = await this.#prompt(run);
    const text = new ModelText({ run, prompt, blockId: 'm1' });
    let tokens: ModelTokenUsage = {};
    let failed = false;
    try {
      for await (const part of model.stream({
        messages: prompt.messages,
        cacheKey: prompt.pack?.hash,
        maxTokens: answerTokens(model),
        signal: run.signal,
      })) {
        if (part.type === 'text') {
          yield* text.push(part.text);
        } else if (part.type === 'usage') {
          tokens = part.usage;
        }
      }
      yield* text.end();
    } catch (error) {
      run.signal.throwIfAborted();
      failed = true;
      yield* text.breakOff();
      yield failureEvent(run, text.started);
    }
    return {
      text: text.shown,
      usage: {
        model: model.id,
        host: model.host,
        dataPolicy: model.dataPolicy,
        ...tokens,
        sent: prompt.sent,
      },
      failed,
      entityRefs: entityRefsOf(prompt),
    };
  }

  async #prompt({
    scope,
    retrieval,
    evidence,
    reader,
    signal,
  }: ModelRun): Promise<Prompt> {
    const { model, system, glossary } = this.#options;
    const maxTokens = model.contextTokens - answerTokens(model);
    const packScope = packScopeOf(scope);
    const packTokens = Math.min(PACK_TOKENS, Math.floor(maxTokens * 0.5));
    const pack =
      packScope && packTokens >= MIN_PACK_TOKENS
        ? await this.#packs.get({
            scope: packScope,
            reader,
            filter: scope.asker.filter,
            maxTokens: packTokens,
            signal,
          })
        : undefined;
    return buildPrompt({
      system,
      glossary,
      pack,
      scope,
      sources: numberSources(retrieval, evidence),
      dataPolicy: model.dataPolicy,
      maxTokens,
    });
  }
}

function answerTokens(model: LanguageModel): number {
  return Math.min(ANSWER_TOKENS, Math.floor(model.contextTokens / 4));
}

/** Parts that the answer cites keep their numbers and come first; others go on behind them. */
function numberSources(retrieval: Retrieval, evidence: EvidenceAnswer) {
  let next = evidence.citations.length + 1;
  const used = new Set<number>();
  return retrieval.chunks
    .slice(0, SOURCES)
    .map(chunk => {
      const known = evidence.citations.find(
        ({ url, number }) => url === linkOf(chunk) && !used.has(number),
      );
      const number = known?.number ?? next++;
      used.add(number);
      return { number, chunk };
    })
    .sort((a, b) => a.number - b.number);
}

function entityRefsOf(prompt: Prompt): string[] {
  const chunks: ChunkHit[] = [
    ...prompt.sources,
    ...(prompt.pack?.parts ?? []),
  ].map(({ chunk }) => chunk);
  return [...new Set(chunks.map(chunk => chunk.entityRef))];
}

/** The reader is told what to expect, not what the endpoint said; that is for the log. */
function failureEvent({ scope }: ModelRun, started: boolean): ComposedEvent {
  const say = messagesOf(scope.language);
  return {
    type: 'answer-error',
    code: 'model-unavailable',
    message: started ? say.modelIncomplete() : say.modelFailed(),
    remedy: say.modelRemedy(),
    fatal: false,
  };
}
