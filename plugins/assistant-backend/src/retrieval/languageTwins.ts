import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import { pageLanguage } from '../text/pageLanguage';

/** Two language versions of one page: `docs/x.md` and `docs/ru/x.md`, or `docs/x.ru.md`. */
export function pageKey(page: { entityRef: string; path: string }): string {
  const path = page.path
    .split('/')
    .filter(part => part !== 'ru' && part !== 'en')
    .join('/')
    .replace(/\.(?:ru|en)(?=\.[a-z]+$)/, '');
  return `${page.entityRef}|${path}`;
}

interface Ranked {
  documentId: string;
  entityRef: string;
  path: string;
  language: Language;
  score: number;
}

/**
 * Keeps one language version of each page, the asker's where it was found too.
 *
 * The kept version takes over the better score of the two: a page that answers does so in both
 * languages, even when the question happened to meet only one of them.
 *
 * @param hits best first
 */
export function dropLanguageTwins<T extends Ranked>(
  hits: readonly T[],
  language: Language,
): T[] {
  const versions = new Map<string, Map<string, T>>();
  for (const hit of hits) {
    const page = versions.get(pageKey(hit)) ?? new Map<string, T>();
    if (!page.has(hit.documentId)) {
      page.set(hit.documentId, hit);
    }
    versions.set(pageKey(hit), page);
  }
  const lift = new Map<string, number>();
  const dropped = new Set<string>();
  for (const page of versions.values()) {
    const best = [...page.values()].sort((a, b) => b.score - a.score);
    const own = best.find(hit => pageLanguage(hit) === language);
    if (best.length > 1 && own) {
      lift.set(own.documentId, best[0].score - own.score);
      best
        .filter(hit => pageLanguage(hit) !== language)
        .forEach(hit => dropped.add(hit.documentId));
    }
  }
  return hits
    .filter(hit => !dropped.has(hit.documentId))
    .map(hit => ({
      ...hit,
      score: hit.score + (lift.get(hit.documentId) ?? 0),
    }))
    .sort((a, b) => b.score - a.score);
}
