import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

/** The language of ours that stands for one of the portal's, given by its tag. */
export function toLanguage(tag: string | undefined): Language {
  return tag && /^ru(-|$)/i.test(tag) ? 'ru' : 'en';
}
