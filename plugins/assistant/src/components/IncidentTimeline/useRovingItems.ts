import { type KeyboardEvent, useRef, useState } from 'react';
import type { PlacedLane } from './timelineItems';

/**
 * One stop for the Tab key, arrows inside: left and right along a lane, up and down between lanes.
 * A storm of events must not stand between the reader and the next thing on the page.
 */
export function useRovingItems(lanes: PlacedLane[]) {
  const elements = useRef(new Map<string, HTMLElement>());
  const [current, setCurrent] = useState<string>();
  const filled = lanes.filter(({ items }) => items.length > 0);
  const all = filled.flatMap(({ items }) => items);
  const stop = all.find(({ id }) => id === current)?.id ?? all[0]?.id;

  const neighbour = (id: string, key: string) => {
    const row = filled.findIndex(lane => lane.items.some(i => i.id === id));
    const items = filled[row]?.items ?? [];
    const column = items.findIndex(item => item.id === id);
    switch (key) {
      case 'ArrowRight':
        return items[column + 1];
      case 'ArrowLeft':
        return items[column - 1];
      case 'Home':
        return items[0];
      case 'End':
        return items.at(-1);
      case 'ArrowDown':
      case 'ArrowUp': {
        const target = filled[row + (key === 'ArrowDown' ? 1 : -1)];
        return target && nearest(target, items[column].start);
      }
      default:
        return undefined;
    }
  };

  return {
    tabIndexOf: (id: string) => (id === stop ? 0 : -1),
    register: (id: string) => (element: HTMLElement | null) => {
      if (element) {
        elements.current.set(id, element);
      } else {
        elements.current.delete(id);
      }
    },
    onKeyDown: (id: string) => (event: KeyboardEvent) => {
      const next = neighbour(id, event.key);
      if (next) {
        event.preventDefault();
        setCurrent(next.id);
        elements.current.get(next.id)?.focus();
      }
    },
  };
}

function nearest(lane: PlacedLane, start: number) {
  return lane.items.reduce((best, item) =>
    Math.abs(item.start - start) < Math.abs(best.start - start) ? item : best,
  );
}
