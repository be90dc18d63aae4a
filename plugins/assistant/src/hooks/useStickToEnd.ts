import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** How near to the end, in pixels, counts as being there. */
const NEAR = 64;

/** Marks where the newest part of the content begins. */
export const startMark = { 'data-newest': 'true' };

/**
 * Where following leads: the end, but never so far that the beginning of the newest part leaves
 * the screen, because there stands what the reader waits for.
 */
export function followTarget(element: HTMLElement): number {
  const end = element.scrollHeight - element.clientHeight;
  const marks = element.querySelectorAll<HTMLElement>('[data-newest]');
  const newest = marks[marks.length - 1];
  if (!newest) {
    return end;
  }
  const top =
    newest.getBoundingClientRect().top -
    element.getBoundingClientRect().top +
    element.scrollTop;
  return Math.max(0, Math.min(end, top));
}

/**
 * Follows content that grows while the reader is there, and leaves the page alone otherwise.
 * `content` is whatever makes the element longer when it changes. It never scrolls back.
 */
export function useStickToEnd(content: unknown) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const following = useRef(true);
  const [away, setAway] = useState(false);

  const follow = useCallback(() => {
    if (element) {
      element.scrollTop = Math.max(element.scrollTop, followTarget(element));
    }
  }, [element]);

  const toEnd = useCallback(() => {
    following.current = true;
    setAway(false);
    follow();
  }, [follow]);

  useEffect(() => {
    if (!element) {
      return undefined;
    }
    const onScroll = () => {
      following.current = element.scrollTop >= followTarget(element) - NEAR;
      setAway(!following.current);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [element]);

  useLayoutEffect(() => {
    if (following.current) {
      follow();
    }
  }, [content, follow]);

  return { scrollRef: setElement, away, toEnd };
}
