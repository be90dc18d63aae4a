import type {
  DataPolicy,
  ModelMessage,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';
import type { RetrievedChunk, Scope } from '../ask/stages';
import { type KnowledgePack, renderSource } from '../retrieval/KnowledgePack';
import { estimateTokens } from '../text/estimateTokens';

export interface GlossaryEntry {
  term: string;
  means: readonly string[];
}

export interface PromptOptions {
  system: string;
  glossary: readonly GlossaryEntry[];
  pack?: KnowledgePack;
  scope: Pick<
    Scope,
    'question' | 'language' | 'entities' | 'environment' | 'history'
  >;
  /** Parts found for this question, best first, each with the number that the answer cites it by. */
  sources: ReadonlyArray<{ number: number; chunk: RetrievedChunk }>;
  dataPolicy: DataPolicy;
  /** Tokens for the whole prompt, by {@link estimateTokens}. */
  maxTokens: number;
}

export interface Prompt {
  messages: ModelMessage[];
  /** Kinds of data that leave the house with it. */
  sent: ModelUsage['sent'];
  /** Sources that found room. */
  sources: ReadonlyArray<{ number: number; chunk: RetrievedChunk }>;
  /** The pack, if it found room. */
  pack?: KnowledgePack;
}

const LANGUAGES = { en: 'English', ru: 'Russian' };
/** A pack may take so much of the prompt; the parts that were found are more to the point. */
const PACK_SHARE = 0.7;
const MAX_HISTORY = 3;
/** Beside a pack the found parts stay small, so that four fifths of a second question come from the cache. */
const SUFFIX_SHARE = 0.2;
const MIN_SOURCE_TOKENS = 400;

/**
 * Lays a prompt out so that its beginning is the same for all questions of a scope: rules, glossary,
 * pack; then what changes: conversation, names, sources, question. Servers cache by the beginning.
 *
 * `dataPolicy` `none` lets only the question and documents pass: no conversation, no names of the
 * scope. What does not fit is left out; rules, question and the best source always stay.
 */
export function buildPrompt(options: PromptOptions): Prompt {
  const { scope, dataPolicy } = options;
  const rules = [options.system.trim(), renderGlossary(options.glossary)]
    .filter(Boolean)
    .join('\n\n');
  const question = `Question (answer in ${LANGUAGES[scope.language]}): ${
    scope.question
  }`;
  const names = dataPolicy === 'none' ? '' : renderNames(scope);
  let room =
    options.maxTokens -
    estimateTokens(rules) -
    estimateTokens(question) -
    estimateTokens(names) -
    100;

  const pack =
    options.pack && estimateTokens(options.pack.text) <= room * PACK_SHARE
      ? options.pack
      : undefined;
  const packTokens = pack ? estimateTokens(pack.text) : 0;
  room -= packTokens;
  const inPack = new Set(pack?.parts.map(({ chunk }) => chunk.chunkId));
  const textOf = ({ number, chunk }: Prompt['sources'][number]) =>
    renderSource(String(number), chunk);
  const wanted = options.sources.filter(
    ({ chunk }) => !inPack.has(chunk.chunkId),
  );
  const aside = Math.max(
    MIN_SOURCE_TOKENS,
    packTokens * SUFFIX_SHARE,
    wanted[0] ? estimateTokens(textOf(wanted[0])) + 4 : 0,
  );
  const sources = takeWhileRoom(
    wanted,
    textOf,
    pack ? Math.min(room, aside) : room,
  );
  room -= sources.used;
  const history =
    dataPolicy === 'none'
      ? []
      : takeWhileRoom(
          [...scope.history].reverse().slice(0, MAX_HISTORY),
          turn => turn.question + turn.answer,
          room,
        ).taken;

  const system = [rules, pack && renderPackBlock(pack, dataPolicy)]
    .filter(Boolean)
    .join('\n\n');
  const found = sources.taken.map(textOf);
  return {
    messages: [
      { role: 'system', content: system },
      ...history
        .reverse()
        .flatMap(({ question: asked, answer }): ModelMessage[] => [
          { role: 'user', content: asked },
          { role: 'assistant', content: answer },
        ]),
      {
        role: 'user',
        content: [
          found.length > 0 && `Sources:\n\n${found.join('\n\n')}`,
          names,
          question,
        ]
          .filter(Boolean)
          .join('\n\n'),
      },
    ],
    sent: sentOf({
      documents: Boolean(pack) || found.length > 0,
      history: history.length > 0,
      names: names !== '',
    }),
    sources: sources.taken,
    pack,
  };
}

function renderGlossary(glossary: readonly GlossaryEntry[]): string {
  const lines = [...glossary]
    .sort((a, b) => (a.term < b.term ? -1 : 1))
    .map(({ term, means }) => `- ${term}: ${means.join('; ')}`);
  return lines.length > 0 ? `Words of this company:\n${lines.join('\n')}` : '';
}

/** The header changes whenever the text does; without a policy for names it does not name the scope. */
function renderPackBlock(pack: KnowledgePack, dataPolicy: DataPolicy): string {
  const scope = dataPolicy === 'none' ? '' : ` ${pack.scope}`;
  return `pack${scope} gen ${pack.generation} sha ${pack.hash}\n\n${pack.text}`;
}

function renderNames({
  entities,
  environment,
}: PromptOptions['scope']): string {
  const about = entities.map(({ title }) => title).join(', ');
  return [
    about && `The question is about: ${about}.`,
    about && environment && `Environment: ${environment}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function takeWhileRoom<T>(
  items: readonly T[],
  textOf: (item: T) => string,
  room: number,
): { taken: T[]; used: number } {
  const taken: T[] = [];
  let used = 0;
  for (const item of items) {
    const tokens = estimateTokens(textOf(item)) + 4;
    if (used + tokens <= room) {
      used += tokens;
      taken.push(item);
    }
  }
  return { taken, used };
}

function sentOf(parts: {
  documents: boolean;
  history: boolean;
  names: boolean;
}): ModelUsage['sent'] {
  return [
    'question',
    ...(parts.history ? (['history'] as const) : []),
    ...(parts.documents ? (['documents'] as const) : []),
    ...(parts.names ? (['names'] as const) : []),
  ];
}
