import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { DiagnosisWords } from './DiagnosisWords';
import { en } from './en';
import { ru } from './ru';

/** The sentences of a diagnosis in a language. */
export function wordsOf(language: Language): DiagnosisWords {
  return language === 'ru' ? ru : en;
}
