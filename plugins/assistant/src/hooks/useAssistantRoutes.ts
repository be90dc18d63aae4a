import { useRouteRef } from '@backstage/core-plugin-api';
import { knowledgeRouteRef, rootRouteRef } from '../routes';

/**
 * Paths of the pages in this portal. They are absent where the page is not mounted, for example in
 * an app of the old frontend system that uses the entity tab alone.
 *
 * Calling it also renders again whenever the router navigates.
 */
export function useAssistantRoutes(): { chat?: string; knowledge?: string } {
  return {
    chat: usePath(rootRouteRef),
    knowledge: usePath(knowledgeRouteRef),
  };
}

function usePath(
  ref: typeof rootRouteRef | typeof knowledgeRouteRef,
): string | undefined {
  try {
    // the hook throws after all of its own hooks ran, so their order stays the same
    return useRouteRef(ref)();
  } catch {
    return undefined;
  }
}
