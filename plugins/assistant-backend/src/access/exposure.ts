import {
  ASSISTANT_ANNOTATIONS,
  type Exposure,
  parseExposure,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntityIndex } from './EntityIndex';
import type { EntityView } from './EntityView';

export type { Exposure };

/** What of an entity may be kept in the bases or given to a model, by its annotation. */
export function exposureOf(view: Pick<EntityView, 'annotations'>): Exposure {
  return parseExposure(view.annotations.get(ASSISTANT_ANNOTATIONS.exposure));
}

/** Exposures of the catalog as it is now; of an entity that is not there, nothing may be given. */
export function readExposuresFrom(index: Pick<EntityIndex, 'current'>) {
  return async (options: { signal: AbortSignal }) => {
    const snapshot = await index.current(options);
    return (entityRef: string): Exposure => {
      const view = snapshot.get(entityRef);
      return view ? exposureOf(view) : 'none';
    };
  };
}
