import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { AskedEntity, Scope } from '../ask/stages';

/** Names of entities whose pages are written for any service. */
const HANDBOOK =
  /hand-?book|play-?book|run-?books|guide|manual|wiki|(?:^|-)docs?(?:-|$)|documentation|standards|polic(?:y|ies)/;

/**
 * The asked entity whose values may fill the commands of a page.
 *
 * A page of another service says what to do with *that* service: the asked one's namespace in its
 * commands would be right in form and wrong in fact. Only its own pages and handbooks are filled.
 */
export function entityOfPage(
  page: readonly ChunkHit[],
  scope: Pick<Scope, 'entities'>,
): AskedEntity | undefined {
  const ref = page[0]?.entityRef;
  const own = scope.entities.find(entity => entity.entityRef === ref);
  return (
    own ?? (ref && HANDBOOK.test(nameOf(ref)) ? scope.entities[0] : undefined)
  );
}

/** The last part of an entity reference. */
export function nameOf(entityRef: string): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}
