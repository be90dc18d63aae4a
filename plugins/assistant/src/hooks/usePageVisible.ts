import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void) {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}

const read = () => document.visibilityState !== 'hidden';

/** Whether anybody can see this page of the browser now. */
export function usePageVisible(): boolean {
  return useSyncExternalStore(subscribe, read);
}
