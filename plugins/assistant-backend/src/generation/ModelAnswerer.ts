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
  KnownFact,
  Retrieval,
  Scope,
} from '../ask/stages';
import { linkOf } from '../citation/assignCitations';
import {
  type KnowledgePack,
  KnowledgePacks,
  type PackScope,
  packScopeOf,
} from '../retrieval/KnowledgePack';
import {
  buildPrompt,
  type GlossaryEntry,
  type Prompt,
  renderRules,
} from './buildPrompt';
import { estimateTokens } from '../text/estimateTokens';
import { messagesOf } from './messages/messagesOf';
import { ModelText } from './ModelText';
import { type ExposureOf, PromptPolicy } from './PromptPolicy';

/** Tokens of one answer, unless the model has its own bound: eight short sentences and a command. */
const ANSWER_TOKENS = 600;
/** An answer takes no more of the context than this, whatever the bound. */
const ANSWER_SHARE = 0.25;
/** A pack of this size pays off on every server; more makes small models worse. */
const PACK_TOKENS = 8_000;
/** Share of a small context that a pack may fill; {@link buildPrompt} has some room beyond it. */
const PACK_SHARE = 0.6;
/** Servers cache nothing shorter than 1,024 tokens. */
const MIN_PACK_TOKENS = 1_024;
const SOURCES = 8;

export interface ModelAnswererOptions {
  model: LanguageModel;
  /** Text of `prompts/answer.md`. */
  system: string;
  glossary: readonly GlossaryEntry[];
  /** What of each entity may be given to a model, at this moment. */
  readExposures: (options: { signal: AbortSignal }) => Promise<ExposureOf>;
}

export interface ModelRun {
  scope: Scope;
  retrieval: Retrieval;
  evidence: EvidenceAnswer;
  /** What is known beside the documents, most telling first. */
  facts?: readonly KnownFact[];
  reader: DocumentReader;
  signal: AbortSignal;
}

/** What a run ends with. */
export interface ModelOutcome {
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
  readonly #rules: string;

  constructor(options: ModelAnswererOptions) {
    this.#options = options;
    this.#rules = renderRules(options);
  }

  /** Ends with nothing where nothing that could be cited may be given to the model. */
  async *stream(
    run: ModelRun,
  ): AsyncGenerator<ComposedEvent, ModelOutcome | undefined> {
    const { model } = this.#options;
    const prompt = await this.#prompt(run);
    const quotable = prompt.facts.some(({ citations }) => citations.length > 0);
    if (!prompt.pack && prompt.sources.length === 0 && !quotable) {
      return undefined;
    }
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

  async #prompt(run: ModelRun): Promise<Prompt> {
    const { scope, retrieval, evidence, facts = [], signal } = run;
    const { model, readExposures } = this.#options;
    const { dataPolicy } = model;
    const policy = new PromptPolicy({
      dataPolicy,
      exposureOf: await readExposures({ signal }),
    });
    const maxTokens = model.contextTokens - answerTokens(model);
    return buildPrompt({
      rules: this.#rules,
      pack: await this.#pack(run, policy, maxTokens),
      scope,
      sources: numberSources(retrieval, evidence),
      facts,
      policy,
      maxTokens,
    });
  }

  async #pack(
    { scope, reader, signal }: ModelRun,
    policy: PromptPolicy,
    maxTokens: number,
  ): Promise<KnowledgePack | undefined> {
    const packScope = allowedScope(packScopeOf(scope), policy);
    const room = maxTokens - estimateTokens(this.#rules);
    const packTokens = Math.min(PACK_TOKENS, Math.floor(room * PACK_SHARE));
    return packScope && packTokens >= MIN_PACK_TOKENS
      ? this.#packs.get({
          scope: packScope,
          reader,
          filter: scope.asker.filter,
          maxTokens: packTokens,
          signal,
        })
      : undefined;
  }
}

/** A scope without the entities whose documents no model may be given: another one, so with another id. */
function allowedScope(
  scope: PackScope | undefined,
  policy: PromptPolicy,
): PackScope | undefined {
  const entityRefs = scope?.entityRefs.filter(ref =>
    policy.allows('documents', [ref]),
  );
  if (!scope || !entityRefs || entityRefs.length === 0) {
    return undefined;
  }
  return entityRefs.length === scope.entityRefs.length
    ? scope
    : { id: `${scope.id} of ${entityRefs.join(' ')}`, entityRefs };
}

function answerTokens(model: LanguageModel): number {
  return Math.min(
    model.maxTokens ?? ANSWER_TOKENS,
    Math.floor(model.contextTokens * ANSWER_SHARE),
  );
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
  return [
    ...new Set([
      ...chunks.map(chunk => chunk.entityRef),
      ...prompt.facts.flatMap(({ entityRefs }) => entityRefs),
    ]),
  ];
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
