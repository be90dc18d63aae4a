import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useAssistantRoutes } from './useAssistantRoutes';

const names = [
  'conversation',
  'answer',
  'q',
  'alert',
  'entity',
  'env',
  'at',
] as const;

/**
 * What a link to the chat may carry: `conversation` opens one, `answer` opens a shared answer,
 * `alert` asks about an alert, the others draft a question.
 */
export type LocationParams = Partial<Record<(typeof names)[number], string>>;

/** How long a value from a link may be; a drafted question is held to the limit of the composer. */
const MAX_LENGTH = 8000;

/** Reads the parameters of a query string, without empty or oversized ones. */
export function parseLocationParams(search: string): LocationParams {
  const query = new URLSearchParams(search);
  return Object.fromEntries(
    names.flatMap(name => {
      const value = query.get(name)?.trim();
      return value && value.length <= MAX_LENGTH ? [[name, value]] : [];
    }),
  );
}

/** Path of the chat with parameters. */
export function locationWithParams(
  path: string,
  params: LocationParams,
): string {
  const query = new URLSearchParams();
  for (const name of names) {
    const value = params[name];
    if (value) {
      query.set(name, value);
    }
  }
  return query.size ? `${path}?${query}` : path;
}

/** Tells the other hooks of the page that it changed its own parameters. */
const MOVED = 'assistant:moved';

function subscribe(onChange: () => void) {
  window.addEventListener('popstate', onChange);
  window.addEventListener(MOVED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(MOVED, onChange);
  };
}

const readSearch = () => window.location.search;
const readPath = () => window.location.pathname;

/**
 * The one place that reads and writes the address of the page.
 *
 * It uses the browser's history alone, so that nothing here depends on one router. The portal's
 * router is not told: whenever it renders, the page extension makes a new lazy element, and the
 * whole page would start again in the middle of an answer. Moves that the router makes itself
 * render again through the route hook.
 */
export function useLocationParams() {
  useAssistantRoutes();
  const search = useSyncExternalStore(subscribe, readSearch);
  const params = useMemo(() => parseLocationParams(search), [search]);
  const setParams = useCallback(
    (next: LocationParams, options: { replace?: boolean } = {}) => {
      const url = locationWithParams(window.location.pathname, next);
      if (url === `${window.location.pathname}${window.location.search}`) {
        return;
      }
      const { history } = window;
      // `idx` and `key` are how React Router numbers its entries
      const index = Number(history.state?.idx ?? 0);
      const key = Math.random().toString(36).slice(2, 10);
      if (options.replace) {
        history.replaceState({ ...history.state, key }, '', url);
      } else {
        history.pushState({ usr: null, key, idx: index + 1 }, '', url);
      }
      window.dispatchEvent(new Event(MOVED));
    },
    [],
  );
  return { params, setParams };
}

/** Which of the two pages the address names. */
export function useSubPage(): 'chat' | 'knowledge' {
  const { knowledge } = useAssistantRoutes();
  const path = useSyncExternalStore(subscribe, readPath);
  return knowledge && path.replace(/\/$/, '').endsWith(knowledge)
    ? 'knowledge'
    : 'chat';
}
