import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import { lexicon } from '../text/Lexicon';
import { OFF_TOPIC_STEMS } from '../words/offTopicWords';
import type { ClassToken } from './patterns';
import { RULES } from './rules';

/** Words that are looked at: what is wanted stands at one of the ends of a pasted text. */
const HEAD_WORDS = 160;
const TAIL_WORDS = 80;
/** Longest text that a greeting makes small talk. */
const SHORT_TEXT = 8;
/** Least weight that says anything. */
const MIN_SCORE = 1.5;
/** A question mark without a question word asks for yes or no. */
const YES_NO_WEIGHT = 1.5;

const QUESTION_WORD =
  /^(?:what|whats|why|who|whom|which|when|where|how|hows|что|чего|чё|че|почему|зачем|отчего|кто|какой|какая|какие|какое|какую|когда|где|куда|откуда|как|сколько|чем|чей)$/;

/** Earlier ones win where the weights are equal. */
const ORDER: readonly QuestionClass[] = [
  'how-to',
  'what-changed',
  'explain',
  'metric',
  'diagnose',
  'state',
  'small-talk',
  'out-of-scope',
];

export interface ClassifyOptions {
  /** The question with each entity as one word. */
  tokens: readonly ClassToken[];
  /** The question as written, for its punctuation. */
  text: string;
  /** Asked on an entity's page, or after other questions. */
  hasContext: boolean;
  /** What the question before this one wanted; "and payments?" wants the same. */
  previous?: QuestionClass;
}

function bestOf(scores: ReadonlyMap<QuestionClass, number>): {
  best: QuestionClass;
  score: number;
} {
  let best: QuestionClass = ORDER[0];
  for (const candidate of ORDER) {
    if ((scores.get(candidate) ?? 0) > (scores.get(best) ?? 0)) {
      best = candidate;
    }
  }
  return { best, score: scores.get(best) ?? 0 };
}

function isOfTheTrade({ isEntity, word, surface }: ClassToken): boolean {
  return (
    isEntity ||
    lexicon.isOpsWord(word) ||
    /\p{Ll}\p{Lu}|^[A-Z]{2,6}$/u.test(surface) ||
    /\d/.test(surface)
  );
}

/** Tells what kind of answer a question wants, by weighted rules. */
export function classifyQuestion(options: ClassifyOptions): QuestionClass {
  const { hasContext, previous, text } = options;
  const all = options.tokens;
  const tokens =
    all.length > HEAD_WORDS + TAIL_WORDS
      ? [...all.slice(0, HEAD_WORDS), ...all.slice(-TAIL_WORDS)]
      : all;
  if (tokens.length === 0) {
    return 'small-talk';
  }
  const scores = RULES.score(tokens);
  const trade = tokens.some(isOfTheTrade);
  const smallTalk = scores.get('small-talk') ?? 0;
  scores.delete('small-talk');
  const said = bestOf(scores).score;
  if (
    /[?？]\s*$/.test(text) &&
    !tokens.some(({ word }) => QUESTION_WORD.test(word))
  ) {
    scores.set('state', (scores.get('state') ?? 0) + YES_NO_WEIGHT);
  }
  const { best, score } = bestOf(scores);
  if (previous && said < MIN_SCORE && smallTalk < MIN_SCORE) {
    return previous;
  }
  // "hi, why is checkout down" greets and asks.
  if (
    smallTalk >= 6 ||
    (smallTalk >= 2 && tokens.length <= SHORT_TEXT && !trade && score < 4)
  ) {
    return trade && score >= 4 ? best : 'small-talk';
  }
  if (!trade && tokens.some(({ stem }) => OFF_TOPIC_STEMS.has(stem))) {
    return 'out-of-scope';
  }
  if (score >= MIN_SCORE) {
    return best;
  }
  if (trade || hasContext) {
    return score > 0 ? best : 'state';
  }
  return 'out-of-scope';
}
