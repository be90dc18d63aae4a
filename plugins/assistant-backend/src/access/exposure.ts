import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntityView } from './EntityView';

/** What of an entity may be kept in the bases or given to a model. */
export type Exposure = 'none' | 'metadata' | 'full';

/** Reads `assistant/exposure`; a value that is not understood counts as the narrowest one. */
export function exposureOf(view: Pick<EntityView, 'annotations'>): Exposure {
  const value = view.annotations.get(ASSISTANT_ANNOTATIONS.exposure)?.trim();
  switch (value) {
    case undefined:
    case 'full':
      return 'full';
    case 'metadata':
      return 'metadata';
    default:
      return 'none';
  }
}
