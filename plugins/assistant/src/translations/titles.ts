import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

/**
 * What the app itself shows of this plugin: the item of its navigation, the tab of an entity. It
 * takes them as fixed strings when it starts, before other translations are loaded.
 */
export const titles = {
  en: { page: 'Assistant', entityTab: 'Ask assistant' },
  ru: { page: 'Ассистент', entityTab: 'Спросить ассистента' },
} as const satisfies Record<Language, { page: string; entityTab: string }>;
