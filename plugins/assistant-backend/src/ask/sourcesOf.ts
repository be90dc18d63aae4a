import type { Citation } from '@smart-assistant/backstage-plugin-assistant-common';
import { sourceOfChunk } from '../citation/assignCitations';
import type { Retrieval, Scope } from './stages';

const MAX_SOURCES = 8;

/** What was found, best first, each place once. */
export function sourcesOf(
  { chunks }: Retrieval,
  { entities }: Pick<Scope, 'entities'>,
): Array<Omit<Citation, 'number'>> {
  const byPlace = new Map<string | undefined, Omit<Citation, 'number'>>();
  for (const chunk of chunks) {
    const source = sourceOfChunk(chunk, entities);
    if (!byPlace.has(source.url)) {
      byPlace.set(source.url, source);
    }
    if (byPlace.size === MAX_SOURCES) {
      break;
    }
  }
  return [...byPlace.values()];
}
