import { createHash } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { VisibleEntities } from '@smart-assistant/backstage-plugin-assistant-node';
import stableStringify from 'safe-stable-stringify';
import type { UserCredentials } from '../ask/stages';
import { waitFor } from './waitFor';

const PAGE_SIZE = 1000;
/** Longest time that a revoked right may still show; more is never allowed. */
const MAX_CACHE_MS = 30_000;

export interface VisibleEntitiesReaderOptions {
  catalog: Pick<CatalogService, 'streamEntities'>;
  now?: () => number;
  cacheMs?: number;
  maxCached?: number;
  timeoutMs?: number;
}

const NOTHING: VisibleEntities = { type: 'refs', refs: new Set() };
const ALL: VisibleEntities = { type: 'all' };

/**
 * Which entities a person may read in the catalog, by what the permission system decided.
 *
 * Conditions are not evaluated here: the catalog is asked with the person's own credentials, so that
 * its rules, whoever added them, decide. Equal conditions include the claims of the person, so
 * their result is shared, for 30 s at most. It fails closed: no answer is an error, never "all".
 */
export class VisibleEntitiesReader {
  readonly #options: Required<VisibleEntitiesReaderOptions>;
  readonly #cache = new Map<
    string,
    { value: Promise<VisibleEntities>; at: number }
  >();

  static create(options: VisibleEntitiesReaderOptions): VisibleEntitiesReader {
    return new VisibleEntitiesReader({
      catalog: options.catalog,
      now: options.now ?? Date.now,
      maxCached: options.maxCached ?? 200,
      timeoutMs: options.timeoutMs ?? 10_000,
      cacheMs: Math.min(options.cacheMs ?? MAX_CACHE_MS, MAX_CACHE_MS),
    });
  }

  private constructor(options: Required<VisibleEntitiesReaderOptions>) {
    this.#options = options;
  }

  /**
   * @param options - `decision` is the person's own for `catalog.entity.read`, made for this request
   */
  async read(options: {
    decision: PolicyDecision;
    credentials: UserCredentials;
    signal: AbortSignal;
  }): Promise<VisibleEntities> {
    const { decision, signal, credentials } = options;
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return ALL;
      case AuthorizeResult.CONDITIONAL:
        break;
      default:
        return NOTHING;
    }
    try {
      return await waitFor(this.#readShared(decision, credentials), {
        signal,
        timeoutMs: this.#options.timeoutMs,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new ServiceUnavailableError(
        'It cannot be found out what you may see, so nothing is shown. Ask again in a minute; if it stays so, check that the catalog plugin is running.',
        error,
      );
    }
  }

  #readShared(
    decision: PolicyDecision,
    credentials: UserCredentials,
  ): Promise<VisibleEntities> {
    const { now, cacheMs, maxCached } = this.#options;
    const key = createHash('sha256')
      .update(stableStringify(decision))
      .digest('base64');
    const known = this.#cache.get(key);
    if (known && now() - known.at < cacheMs) {
      return known.value;
    }
    const value = this.#readRefs(credentials);
    this.#cache.delete(key);
    this.#cache.set(key, { value, at: now() });
    value.catch(() => {
      if (this.#cache.get(key)?.value === value) {
        this.#cache.delete(key);
      }
    });
    for (const oldest of this.#cache.keys()) {
      if (this.#cache.size <= maxCached) {
        break;
      }
      this.#cache.delete(oldest);
    }
    return value;
  }

  async #readRefs(credentials: UserCredentials): Promise<VisibleEntities> {
    const refs = new Set<string>();
    const pages = this.#options.catalog.streamEntities(
      {
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        pageSize: PAGE_SIZE,
      },
      { credentials },
    );
    for await (const page of pages) {
      page.forEach(entity => refs.add(stringifyEntityRef(entity)));
    }
    return { type: 'refs', refs };
  }
}
