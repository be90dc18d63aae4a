import type { ReadQuestion } from './readQuestion';
import { lexicon } from './text/Lexicon';

/** Longest question that leans on the one before it. */
const MAX_WORDS = 10;

const OPENINGS =
  /^\s*(?:а|и|ну|так|and|but|so|ok|okay|then|also|what about|how about|тогда|хорошо|ок|ладно)(?![\p{L}\p{N}])/iu;
const PRONOUNS =
  /(?<![\p{L}\p{N}])(?:it|its|that|this|they|them|there|those|он|она|оно|они|его|ее|её|их|им|ним|ней|нем|нём|ними|это|этого|этим|этом|там|тогда)(?![\p{L}\p{N}])/iu;

/** Whether a question leans on the conversation: "since when?", «а почему?», "and payments?". */
export function goesOnWith({ text, tokens, matches }: ReadQuestion): boolean {
  if (tokens.length > MAX_WORDS) {
    return false;
  }
  if (OPENINGS.test(text) || (matches.length === 0 && PRONOUNS.test(text))) {
    return true;
  }
  return (
    matches.length === 0 &&
    tokens.every(
      ({ word }) =>
        lexicon.isFunctionWord(word) ||
        (lexicon.knows(word) && !lexicon.isOpsWord(word)),
    )
  );
}
