import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

/** Kinds of things that people ask different questions about. */
type Theme = 'service' | 'pipeline' | 'model' | 'topic' | 'site';

const themes: Record<string, Theme> = {
  service: 'service',
  'ml-pipeline': 'pipeline',
  pipeline: 'pipeline',
  'data-pipeline': 'pipeline',
  dag: 'pipeline',
  model: 'model',
  'ml-model': 'model',
  'inference-service': 'model',
  topic: 'topic',
  kafka: 'topic',
  website: 'site',
};

const questions: Record<
  Language,
  Record<Theme, Array<(title: string) => string>>
> = {
  en: {
    service: [
      title => `What do I do when ${title} is in a crash loop after a release?`,
      title => `How do I roll ${title} back?`,
      title => `What does ${title} depend on?`,
    ],
    pipeline: [
      title => `${title} is late: what do I check first?`,
      title => `How do I run ${title} again for one day?`,
    ],
    model: [
      title => `What do I do when ${title} answers slowly?`,
      title => `How do I go back to the previous version of ${title}?`,
    ],
    topic: [title => `The consumer lag of ${title} grows: what do I do?`],
    site: [title => `How do I release ${title}?`],
  },
  ru: {
    service: [
      title => `Что делать, если ${title} падает в crash loop после релиза?`,
      title => `Как откатить ${title}?`,
      title => `От чего зависит ${title}?`,
    ],
    pipeline: [
      title => `${title} запаздывает: что проверить первым делом?`,
      title => `Как перезапустить ${title} за один день?`,
    ],
    model: [
      title => `Что делать, если ${title} отвечает медленно?`,
      title => `Как вернуть предыдущую версию ${title}?`,
    ],
    topic: [title => `Растёт лаг консьюмера в ${title}: что делать?`],
    site: [title => `Как выкатить ${title}?`],
  },
};

const general: Record<Language, string[]> = {
  en: [
    'How do I roll back a release?',
    'A consumer lags behind: what do I check first?',
    'What do I do when a pod is killed for memory?',
  ],
  ru: [
    'Как откатить релиз?',
    'Консьюмер отстаёт: что проверить первым делом?',
    'Что делать, если под убит по памяти?',
  ],
};

const MAX_SUGGESTIONS = 4;

/** Questions that fit what a person owns, one for each thing before a second one for any. */
export function suggestQuestions(
  owned: ReadonlyArray<{ title: string; kind: string; type?: string }>,
  language: Language,
): string[] {
  const byEntity = owned.flatMap(({ title, kind, type }) => {
    const theme =
      themes[type?.toLocaleLowerCase('en-US') ?? ''] ??
      (kind === 'component' ? 'service' : undefined);
    return theme ? [questions[language][theme].map(ask => ask(title))] : [];
  });
  const inTurns = [0, 1, 2].flatMap(turn =>
    byEntity.flatMap(list => list[turn] ?? []),
  );
  return (inTurns.length > 0 ? inTurns : general[language]).slice(
    0,
    MAX_SUGGESTIONS,
  );
}
