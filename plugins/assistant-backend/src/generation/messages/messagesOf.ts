import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import { en } from './en';
import type { Messages } from './Messages';
import { ru } from './ru';

export type { LiveGap, LiveQuestion, Messages, NamedPage } from './Messages';

/** The sentences of a language. */
export function messagesOf(language: Language): Messages {
  return language === 'ru' ? ru : en;
}
