import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { contentStems, identifierTokens } from '../text/words';

type Part = Pick<ChunkHit, 'chunkId' | 'title' | 'headingPath' | 'body'>;

/** What is compared with a question: title, headings and body. */
export function textOf(hit: Omit<Part, 'chunkId'>): string {
  return `${hit.title}\n${hit.headingPath.join('\n')}\n${hit.body}`;
}

/** Words of the hits of one question, each taken apart once. */
export class HitWords {
  readonly #stems = new Map<string, Set<string>>();
  readonly #identifiers = new Map<string, Set<string>>();
  readonly #lower = new Map<string, string>();

  stems(hit: Part): ReadonlySet<string> {
    return remember(this.#stems, hit, contentStems);
  }

  identifiers(hit: Part): ReadonlySet<string> {
    return remember(this.#identifiers, hit, identifierTokens);
  }

  lower(hit: Part): string {
    return remember(this.#lower, hit, text => text.toLocaleLowerCase('en-US'));
  }
}

function remember<T>(
  known: Map<string, T>,
  hit: Part,
  of: (text: string) => T,
): T {
  const found = known.get(hit.chunkId);
  if (found !== undefined) {
    return found;
  }
  const made = of(textOf(hit));
  known.set(hit.chunkId, made);
  return made;
}
