import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import type { QuestionAspect } from '../ask/stages';
import type { ReadQuestion } from './readQuestion';

type QuestionWords = Pick<ReadQuestion, 'text' | 'tokens' | 'matches'>;

/** A longer text is a question of its own, or a pasted log. */
const MAX_WORDS = 14;

/** Whole words; `\b` knows no Cyrillic. */
const words = (source: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu');

const LOGS = words(
  'logs?|log lines?|stack ?traces?|traceback|журнал(?:ы|е|а|ов|ах)?|лог(?:и|ов|ах|ами|е)?|стек ?трейс[а-я]*|стэк ?трейс[а-я]*|трейсбек[а-я]*',
);
const SHOW = words(
  'show|print|give|display|see|read|view|last|latest|newest|what (?:do|does|is|are)|whats|покаж[а-я]+|выведи|дай|глян[а-я]+|посмотр[а-я]+|последн[а-я]+|свеж[а-я]+|что (?:в|пишет|пишут|там в)',
);
const SINCE = words(
  'since when|when did (?:it|this|that|they) (?:all )?(?:start|begin|break|fail|happen)|how long has|when was it last ok|с каких пор|с какого (?:времени|момента|часа)|как давно|давно ли|когда (?:это |оно |он |она |все )?(?:началось|начались|начал[аи]?сь|сломалось|сломалс?я?|упал[аио]?)',
);
/** "Since when is the new version out" asks for a change. */
const CHANGE = words(
  '(?:deploy|releas|roll|ship|version|chang)[a-z]*|(?:выкат|релиз|депло|верси|измен|помен)[а-я]*',
);

/**
 * Reads which part of a diagnosis is asked for: "show the logs", "since when?", «с какого времени?».
 *
 * Words that belong to the name of an entity do not count: `log-pipeline` is a service.
 */
export function readAspect(
  { text, tokens, matches }: QuestionWords,
  questionClass: QuestionClass,
): QuestionAspect | undefined {
  if (tokens.length > MAX_WORDS) {
    return undefined;
  }
  const own = withoutNames({ text, tokens, matches });
  if (SINCE.test(own) && !CHANGE.test(own)) {
    return 'since';
  }
  const guides = questionClass === 'how-to' || questionClass === 'explain';
  return !guides && LOGS.test(own) && SHOW.test(own) ? 'logs' : undefined;
}

/** Nothing but "what do I do now?" beside the names: what is wrong decides the answer, not the words. */
const WHAT_NOW =
  /^\W*(?:(?:and|so|ok|okay|well)\W+)?(?:what (?:do|should|can|must) (?:i|we) do|what now|now what)(?:\s+(?:about|with|for|to|it|this|that|right|now|the))*\W*$|^[^\p{L}]*(?:(?:а|и|ну|так)\s+)?что\s+(?:(?:мне|нам|сейчас|теперь|надо|нужно|тут|с|со|этим|ним|ней|ними)\s+)*(?:делать|предпринять)(?:\s+(?:с|со|сейчас|теперь|этим|ним|ней|ними))*[^\p{L}]*$/iu;

/** Asks what to do about something, and says nothing of what is wrong with it. */
export function asksWhatNow(question: QuestionWords): boolean {
  return (
    question.tokens.length <= MAX_WORDS && WHAT_NOW.test(withoutNames(question))
  );
}

/** The text without the names in it, and with one letter for «е» and «ё». */
function withoutNames({ text, tokens, matches }: QuestionWords): string {
  return matches
    .filter(isName)
    .reduceRight(
      (rest, { first, last }) =>
        `${rest.slice(0, tokens[first].start)} ${rest.slice(tokens[last].end)}`,
      text.replace(/ё/gu, 'е').replace(/Ё/gu, 'Е'),
    );
}

/** Whether a match is surely a name; "the logs" is the thing that every service has. */
export function isName({ strength }: ReadQuestion['matches'][number]): boolean {
  return strength === 'named' || strength === 'gives-way';
}
