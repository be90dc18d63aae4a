import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ASSISTANT_ANNOTATIONS,
  type Exposure,
  parseExposure,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { setTimeout as sleep } from 'node:timers/promises';

/** Finds out what of entities may be kept in the base. */
export type ReadExposures = (
  entityRefs: readonly string[],
  options: { signal: AbortSignal },
) => Promise<(entityRef: string) => Exposure>;

export interface ReadExposuresOptions {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  pollMs?: number;
  /** Reads of the catalog before an entity counts as missing. */
  polls?: number;
}

/**
 * Reads the annotation `assistant/exposure` from the catalog.
 *
 * After a start the catalog fills up for some seconds, so entities that are missing are waited for.
 * One that stays missing has no annotation, and counts as `full`.
 *
 * @throws whatever the catalog says; nothing is read then, and what was read before stays.
 */
export function readExposuresFrom(
  options: ReadExposuresOptions,
): ReadExposures {
  const { catalog, auth, pollMs = 1_000, polls = 15 } = options;
  return async (entityRefs, { signal }) => {
    const exposures = new Map<string, Exposure>();
    let missing = [...new Set(entityRefs)];
    for (let poll = 1; missing.length > 0 && poll <= polls; poll++) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: missing, fields: ['kind', 'metadata.annotations'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      missing.forEach((ref, index) => {
        const entity = items[index];
        if (entity) {
          const { annotations } = entity.metadata ?? {};
          exposures.set(
            ref,
            parseExposure(annotations?.[ASSISTANT_ANNOTATIONS.exposure]),
          );
        }
      });
      missing = missing.filter(ref => !exposures.has(ref));
      if (missing.length > 0 && poll < polls) {
        await sleep(pollMs, undefined, { signal, ref: false });
      }
    }
    return entityRef => exposures.get(entityRef) ?? 'full';
  };
}
