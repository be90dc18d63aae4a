import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { TECHDOCS_ANNOTATION } from './TechDocsSource';

const POLL_MS = 1_000;
/** Equal counts in a row that make the catalog count as steady. */
const STEADY_POLLS = 3;
const MAX_WAIT_MS = 60_000;

/**
 * Waits until the number of entities with documents no longer grows.
 *
 * After a start the catalog fills up for some seconds; a base built from half of it would be cut to
 * half. The catalog does not tell when it is through, hence the counting. Ends after a minute in any
 * case: an empty catalog is steady too.
 */
export async function waitForSteadyCatalog(options: {
  catalog: CatalogService;
  auth: AuthService;
  signal: AbortSignal;
  pollMs?: number;
  maxWaitMs?: number;
}): Promise<void> {
  const {
    catalog,
    auth,
    signal,
    pollMs = POLL_MS,
    maxWaitMs = MAX_WAIT_MS,
  } = options;
  const polls = Math.ceil(maxWaitMs / pollMs);
  let last = 0;
  let equal = 0;
  for (let poll = 0; poll < polls && equal < STEADY_POLLS; poll++) {
    const { totalItems } = await catalog.queryEntities(
      {
        filter: {
          [`metadata.annotations.${TECHDOCS_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind'],
        limit: 1,
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    equal = totalItems > 0 && totalItems === last ? equal + 1 : 0;
    last = totalItems;
    if (equal < STEADY_POLLS) {
      await sleep(pollMs, undefined, { signal, ref: false });
    }
  }
}
