// these references serve both frontend systems; the ones of frontend-plugin-api only the new one
import { createRouteRef, createSubRouteRef } from '@backstage/core-plugin-api';

/** The page with the chat. */
export const rootRouteRef = createRouteRef({ id: 'assistant' });

/** The page with the versions of the knowledge bases. */
export const knowledgeRouteRef = createSubRouteRef({
  id: 'assistant/knowledge',
  parent: rootRouteRef,
  path: '/knowledge',
});

/** The tab on an entity, in the old frontend system. */
export const entityContentRouteRef = createRouteRef({
  id: 'assistant/entity-content',
});
