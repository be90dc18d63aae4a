import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import { lexicon } from '../text/Lexicon';
import { tokenize } from '../text/tokenize';

/** A line of a log or a command, which is English in any conversation. */
const MACHINE_LINE =
  /^\s*(?:\d{4}-\d{2}-\d{2}|\[?(?:ERROR|WARN|INFO|DEBUG|FATAL|TRACE)\b|at [\w$.]+\(|\$ |kubectl |Traceback|Caused by:|[{[]"|[\w.]+(?:Exception|Error):)/;
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;

/** What people wrote themselves, without pasted code and log lines. */
export function proseOf(text: string): string {
  return text
    .replace(CODE, ' ')
    .split('\n')
    .filter(line => !MACHINE_LINE.test(line))
    .join('\n');
}

/**
 * Language of a question. Grammar decides, then letters: «чекаут падает по OOM» is Russian and
 * "why is чекаут down" is English.
 *
 * @param fallback - language for a text that has neither, such as a pasted log line
 */
export function detectLanguage(
  text: string,
  fallback: Language = 'en',
): Language {
  const tokens = tokenize(proseOf(text));
  let english = 0;
  let russian = 0;
  let latin = 0;
  let cyrillic = 0;
  for (const { word, script, identifier, joint } of tokens) {
    if (lexicon.isEnglishFunctionWord(word)) {
      english++;
    } else if (lexicon.isRussianFunctionWord(word)) {
      russian++;
    }
    if (script === 'cyrillic') {
      cyrillic++;
    } else if (script === 'latin' && !identifier && !joint) {
      latin++;
    }
  }
  if (english !== russian) {
    return english > russian ? 'en' : 'ru';
  }
  if (cyrillic > 0) {
    // Technical words are Latin in both languages; Cyrillic ones are so in one only.
    return cyrillic * 3 >= latin ? 'ru' : 'en';
  }
  return latin > 1 ? 'en' : fallback;
}
