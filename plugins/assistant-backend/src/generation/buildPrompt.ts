import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ModelMessage } from '@smart-assistant/backstage-plugin-assistant-node';
import type { KnownFact, RetrievedChunk, Scope } from '../ask/stages';
import { type KnowledgePack, renderSource } from '../retrieval/KnowledgePack';
import { estimateTokens } from '../text/estimateTokens';
import { choosePromptParts, type ChosenParts } from './choosePromptParts';
import { type Material, type PromptPolicy, toSent } from './PromptPolicy';

export interface GlossaryEntry {
  term: string;
  means: readonly string[];
}

/** A part found for the question, with the number that the answer cites it by. */
export interface NumberedSource {
  number: number;
  chunk: RetrievedChunk;
}

export interface PromptOptions {
  /** What {@link renderRules} makes: the same for every question. */
  rules: string;
  /** Made of entities whose documents may be given to the model. */
  pack?: KnowledgePack;
  scope: Pick<
    Scope,
    'question' | 'language' | 'entities' | 'environment' | 'history'
  >;
  /** Best first. */
  sources: readonly NumberedSource[];
  /** Most telling first. */
  facts: readonly KnownFact[];
  policy: PromptPolicy;
  /** Tokens for the whole prompt, by {@link estimateTokens}. */
  maxTokens: number;
}

export interface Prompt {
  messages: ModelMessage[];
  /** Kinds of data that leave the house with it. */
  sent: ModelUsage['sent'];
  /** Sources that found room. */
  sources: readonly NumberedSource[];
  /** Facts that the policy allows and that found room. */
  facts: readonly KnownFact[];
  /** The pack, if it found room. */
  pack?: KnowledgePack;
}

const LANGUAGES = { en: 'English', ru: 'Russian' };
/** A pack may take so much of the prompt; the parts that were found are more to the point. */
const PACK_SHARE = 0.7;
/** Beside a pack, what changes stays below this share of what does not: the cache then holds four fifths. */
const VOLATILE_SHARE = 0.15;
/** Roles, separators and headings. */
const OVERHEAD = 100;

/**
 * Lays a prompt out so that its beginning is the same for all questions of a scope: rules, glossary,
 * pack; then, short, what changes: conversation, sources, facts, names, question. Servers cache by
 * the beginning.
 *
 * What the policy does not allow is left out, and so is what does not fit; rules, question and the
 * best source always stay.
 */
export function buildPrompt(options: PromptOptions): Prompt {
  const { scope, rules } = options;
  const question = `Question (answer in ${LANGUAGES[scope.language]}): ${
    scope.question
  }`;
  const names = renderNames(options);
  const always = [rules, question, names].map(estimateTokens);
  const room = options.maxTokens - always.reduce((a, b) => a + b, 0) - OVERHEAD;
  const pack = fittingPack(options.pack, room * PACK_SHARE);
  const stable = [rules, pack && renderPack(pack)].filter(Boolean).join('\n\n');
  const packTokens = estimateTokens(stable) - always[0];
  const parts = choosePromptParts(options, {
    pack,
    maxTokens: room - packTokens,
    preferredTokens: pack
      ? estimateTokens(stable) * VOLATILE_SHARE - always[1] - always[2]
      : room,
  });
  return {
    messages: toMessages({ stable, parts, names, question }),
    sent: toSent(materialsOf(parts, { pack, names })),
    sources: parts.sources,
    facts: parts.facts,
    pack,
  };
}

function fittingPack(pack: KnowledgePack | undefined, room: number) {
  return pack && estimateTokens(pack.text) <= room ? pack : undefined;
}

function toMessages(options: {
  stable: string;
  parts: ChosenParts;
  names: string;
  question: string;
}): ModelMessage[] {
  const { stable, parts, names, question } = options;
  const { sources, facts, turns, earlierQuestions } = parts;
  const blocks = [
    block(
      'Sources',
      sources.map(({ number, chunk }) => renderSource(String(number), chunk)),
      '\n\n',
    ),
    block(
      'What is known',
      facts.map(({ text }) => `- ${text}`),
    ),
    block(
      'Asked before',
      earlierQuestions.map(text => `- ${text}`),
    ),
    names,
    question,
  ];
  return [
    { role: 'system', content: stable },
    ...turns.flatMap(({ question: asked, answer }): ModelMessage[] => [
      { role: 'user', content: asked },
      { role: 'assistant', content: answer },
    ]),
    { role: 'user', content: blocks.filter(Boolean).join('\n\n') },
  ];
}

function block(title: string, items: readonly string[], separator = '\n') {
  return items.length > 0 ? `${title}:\n\n${items.join(separator)}` : '';
}

/** The very beginning of each prompt: rules and the words of the company. */
export function renderRules(options: {
  /** Text of `prompts/answer.md`. */
  system: string;
  glossary: readonly GlossaryEntry[];
}): string {
  return [options.system.trim(), renderGlossary(options.glossary)]
    .filter(Boolean)
    .join('\n\n');
}

function renderGlossary(glossary: readonly GlossaryEntry[]): string {
  const lines = [...glossary]
    .sort((a, b) => (a.term < b.term ? -1 : 1))
    .map(({ term, means }) => `- ${term}: ${means.join('; ')}`);
  return lines.length > 0 ? `Words of this company:\n${lines.join('\n')}` : '';
}

/** The header changes whenever the text does, and names nothing. */
function renderPack(pack: KnowledgePack): string {
  return `pack gen ${pack.generation} sha ${pack.hash}\n\n${pack.text}`;
}

function renderNames({ scope, policy }: PromptOptions): string {
  const about = scope.entities
    .filter(({ entityRef }) => policy.allows('names', [entityRef]))
    .map(({ title }) => title)
    .join(', ');
  return [
    about && `The question is about: ${about}.`,
    about && scope.environment && `Environment: ${scope.environment}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function materialsOf(
  { sources, facts, turns, earlierQuestions }: ChosenParts,
  { pack, names }: { pack?: KnowledgePack; names: string },
): Set<Material> {
  const present: Array<[Material, boolean]> = [
    ['question', true],
    ['documents', Boolean(pack) || sources.length > 0],
    ['names', names !== ''],
    ['earlier-questions', earlierQuestions.length > 0],
    ['earlier-answers', turns.length > 0],
  ];
  return new Set([
    ...present.flatMap(([material, there]) => (there ? [material] : [])),
    ...facts.map(({ material }) => material),
  ]);
}
