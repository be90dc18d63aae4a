import type { EntityView } from '../../access';
import { normalizeWord, stemWord } from '../text/stem';

function stemsOf(table: string): ReadonlySet<string> {
  return new Set(
    table
      .split(/\s+/)
      .filter(Boolean)
      .map(word => stemWord(normalizeWord(word))),
  );
}

/**
 * Words that every service has: an entity of that name is meant only if nothing else can be, for
 * "in the logs" is about the logs of something.
 */
export const EVERYBODY_HAS = stemsOf(`
log logs logging event events feature features metric metrics monitoring alert alerts model models dashboard scheduler
лог логи событие события фича фичи метрика метрики мониторинг алерт модель
`);

/** Technologies: an entity of that name gives way to one named otherwise, and to the page. */
export const TECHNOLOGIES = stemsOf(`
kafka airflow mlflow spark elasticsearch elastic elk prometheus grafana kubernetes postgres postgresql redis kibana kserve
кафка эйрфлоу спарк эластик
`);

/** Ordinary nouns: an entity of that name gives way to one named otherwise. */
export const GIVES_WAY = stemsOf(`
search order orders recommendation recommendations catalog analytics shop web app api
заказ заказы поиск магазин аналитика
`);

/** English nouns whose singular is a verb too: only the very form of the name counts. */
export const EXACT_FORM = new Set([
  'orders',
  'order',
  'search',
  'searches',
  'features',
  'feature',
]);

/** What may follow the name of an entity within one compound, as in `checkout-service`. */
export const COMPOUND_SUFFIXES = new Set(
  `service svc deployment deploy app api pod pods job server backend prod stage`.split(
    ' ',
  ),
);

/** Words that say what kind of thing is named beside them. */
export const KIND_WORDS: ReadonlyArray<{
  stems: ReadonlySet<string>;
  fits: (view: EntityView) => boolean;
}> = [
  {
    stems: stemsOf('system система платформа platform'),
    fits: ({ kind }) => kind === 'system',
  },
  { stems: stemsOf('domain домен'), fits: ({ kind }) => kind === 'domain' },
  {
    stems: stemsOf('team group команда группа'),
    fits: ({ kind }) => kind === 'group',
  },
  {
    stems: stemsOf('topic топик'),
    fits: ({ type }) => /topic/i.test(type ?? ''),
  },
  {
    stems: stemsOf('database db база бд'),
    fits: ({ type, kind }) =>
      kind === 'resource' && /database|postgres|mysql|db/i.test(type ?? ''),
  },
  {
    stems: stemsOf('cluster кластер'),
    fits: ({ type }) => /cluster/i.test(type ?? ''),
  },
  {
    stems: stemsOf('service component сервис компонент'),
    fits: ({ kind }) => kind === 'component',
  },
  {
    stems: stemsOf('pipeline dag пайплайн даг'),
    fits: ({ type, annotations }) =>
      /pipeline/i.test(type ?? '') || annotations.has('assistant/airflow-dag'),
  },
];
