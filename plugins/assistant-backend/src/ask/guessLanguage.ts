import type {
  AskRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';

/**
 * The language of an answer until the scope is known, for what fails before that.
 *
 * The scope knows better: it also reads words typed in the wrong keyboard layout.
 */
export function guessLanguage({ question, language }: AskRequest): Language {
  if (/\p{Script=Cyrillic}/u.test(question)) {
    return 'ru';
  }
  return /\p{Script=Latin}/u.test(question) ? 'en' : language ?? 'en';
}
