import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** How near to the end, in pixels, counts as being there. */
const NEAR = 64;

/**
 * Keeps a scrolling element at its end while the reader is there, and leaves it alone otherwise.
 * `content` is whatever makes the element longer when it changes.
 */
export function useStickToEnd(content: unknown) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const stuck = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    stuck.current = true;
    setAtEnd(true);
    if (element) {
      element.scrollTop = element.scrollHeight;
    }
  }, [element]);

  useEffect(() => {
    if (!element) {
      return undefined;
    }
    const onScroll = () => {
      const rest =
        element.scrollHeight - element.scrollTop - element.clientHeight;
      stuck.current = rest <= NEAR;
      setAtEnd(stuck.current);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [element]);

  useLayoutEffect(() => {
    if (element && stuck.current) {
      element.scrollTop = element.scrollHeight;
    }
  }, [content, element]);

  return { scrollRef: setElement, atEnd, toEnd };
}
