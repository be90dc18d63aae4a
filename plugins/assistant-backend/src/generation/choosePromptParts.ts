import type { KnownFact, Scope } from '../ask/stages';
import { type KnowledgePack, renderSource } from '../retrieval/KnowledgePack';
import { estimateTokens } from '../text/estimateTokens';
import type { NumberedSource, PromptOptions } from './buildPrompt';

const MAX_TURNS = 3;
/** What a part costs beside its text: its mark and the line between. */
const PART_OVERHEAD = 4;

type Turn = Scope['history'][number];

/** The parts of a prompt that change with the question. */
export interface ChosenParts {
  sources: readonly NumberedSource[];
  facts: readonly KnownFact[];
  /** Earlier questions with their answers, oldest first. */
  turns: readonly Turn[];
  /** Earlier questions whose answers are left out, oldest first. */
  earlierQuestions: readonly string[];
}

/**
 * Chooses what stands between the stable beginning of a prompt and its question: what the policy
 * allows, by importance, until the room is used up.
 *
 * The best source that is not in the pack may go beyond `preferredTokens`, up to `maxTokens`: an
 * answer without it would miss its point.
 */
export function choosePromptParts(
  options: Pick<PromptOptions, 'sources' | 'facts' | 'scope' | 'policy'>,
  room: { pack?: KnowledgePack; maxTokens: number; preferredTokens: number },
): ChosenParts {
  const { policy, scope } = options;
  const inPack = new Set(room.pack?.parts.map(({ chunk }) => chunk.chunkId));
  const sources = options.sources.filter(
    ({ chunk }) =>
      !inPack.has(chunk.chunkId) &&
      policy.allows('documents', [chunk.entityRef]),
  );
  const facts = options.facts.filter(({ material, entityRefs }) =>
    policy.allows(material, entityRefs),
  );
  const newestFirst = [...scope.history].reverse().slice(0, MAX_TURNS);
  const asked = newestFirst.filter(({ entityRefs }) =>
    policy.allows('earlier-questions', entityRefs),
  );
  const answered = newestFirst.filter(({ entityRefs }) =>
    policy.allows('earlier-answers', entityRefs),
  );

  const best = new Room(room.maxTokens).take(sources.slice(0, 1), textOfSource);
  const rest = new Room(
    Math.min(room.maxTokens, room.preferredTokens) -
      best.reduce((sum, source) => sum + tokensOf(textOfSource(source)), 0),
  );
  const takenFacts = rest.take(facts, ({ text }) => text);
  const takenQuestions = rest.take(asked, ({ question }) => question);
  const others = rest.take(sources.slice(best.length), textOfSource);
  const turns = rest.take(answered, turn => turn.question + turn.answer);
  return {
    sources: [...best, ...others],
    facts: takenFacts,
    turns: turns.reverse(),
    earlierQuestions: takenQuestions
      .filter(turn => !turns.includes(turn))
      .map(({ question }) => question)
      .reverse(),
  };
}

const textOfSource = ({ number, chunk }: NumberedSource) =>
  renderSource(String(number), chunk);
const tokensOf = (text: string) => estimateTokens(text) + PART_OVERHEAD;

/** Tokens that are left. */
class Room {
  #tokens: number;

  constructor(tokens: number) {
    this.#tokens = tokens;
  }

  /** The items that fit, in order; one that is too long does not keep shorter ones out. */
  take<T>(items: readonly T[], textOf: (item: T) => string): T[] {
    return items.filter(item => {
      const tokens = tokensOf(textOf(item));
      if (tokens > this.#tokens) {
        return false;
      }
      this.#tokens -= tokens;
      return true;
    });
  }
}
