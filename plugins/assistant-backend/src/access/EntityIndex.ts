import { createHash } from 'node:crypto';
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { EntitySnapshot } from './EntitySnapshot';
import type { EntityView } from './EntityView';
import { ENTITY_VIEW_FIELDS, toEntityView } from './toEntityView';
import { waitFor } from './waitFor';

const PAGE_SIZE = 1000;
/** More entities than any known catalog; a cursor that never ends must not fill the memory. */
const MAX_ENTITIES = 200_000;

export interface EntityIndexOptions {
  catalog: Pick<CatalogService, 'streamEntities'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  logger: LoggerService;
  now?: () => number;
  /** Age from which a snapshot is renewed behind the reader's back. */
  freshMs?: number;
  /** Age from which nobody is served a snapshot any more. */
  maxAgeMs?: number;
  timeoutMs?: number;
}

/**
 * A light view of the whole catalog, read with the credentials of the service.
 *
 * A snapshot is served as it is up to `freshMs`, is renewed in the background up to `maxAgeMs`, and
 * is waited for beyond. One read serves everybody who waits. It fails closed: without a snapshot
 * that is young enough there is an error, never an empty catalog.
 */
export class EntityIndex {
  readonly #options: Required<EntityIndexOptions>;
  #snapshot?: { value: EntitySnapshot; digest: string; at: number };
  #reading?: Promise<EntitySnapshot>;

  static create(options: EntityIndexOptions): EntityIndex {
    return new EntityIndex({
      ...options,
      now: options.now ?? Date.now,
      freshMs: options.freshMs ?? 30_000,
      maxAgeMs: options.maxAgeMs ?? 120_000,
      timeoutMs: options.timeoutMs ?? 10_000,
    });
  }

  private constructor(options: Required<EntityIndexOptions>) {
    this.#options = options;
  }

  async current(options: { signal: AbortSignal }): Promise<EntitySnapshot> {
    const { now, freshMs, maxAgeMs, timeoutMs, logger } = this.#options;
    const age = this.#snapshot ? now() - this.#snapshot.at : Infinity;
    if (this.#snapshot && age <= freshMs) {
      return this.#snapshot.value;
    }
    const reading = this.#read();
    if (this.#snapshot && age <= maxAgeMs) {
      reading.catch(error =>
        logger.warn(
          `Catalog could not be read again: ${stringifyError(error)}`,
        ),
      );
      return this.#snapshot.value;
    }
    try {
      return await waitFor(reading, { signal: options.signal, timeoutMs });
    } catch (error) {
      options.signal.throwIfAborted();
      throw new ServiceUnavailableError(
        'The catalog cannot be read, so nothing can be answered safely. Ask again in a minute; if it stays so, check that the catalog plugin is running.',
        error,
      );
    }
  }

  #read(): Promise<EntitySnapshot> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<EntitySnapshot> {
    const { catalog, auth, now, logger } = this.#options;
    const startedAt = now();
    const credentials = await auth.getOwnServiceCredentials();
    const pages = catalog.streamEntities(
      { fields: ENTITY_VIEW_FIELDS, pageSize: PAGE_SIZE },
      { credentials },
    );
    const views: EntityView[] = [];
    const etags = createHash('sha256');
    for await (const page of pages) {
      for (const entity of page) {
        const view = toEntityView(entity);
        views.push(view);
        etags.update(`${view.ref} ${entity.metadata.etag}\n`);
      }
      if (views.length > MAX_ENTITIES) {
        logger.warn(
          `Catalog holds more than ${MAX_ENTITIES} entities; the rest is left out`,
        );
        break;
      }
    }
    // The age counts from the start of the read: what changed during it may be missing.
    // An unchanged catalog keeps its snapshot, and with it what others derive from that.
    const digest = etags.digest('base64');
    const value =
      this.#snapshot?.digest === digest
        ? this.#snapshot.value
        : new EntitySnapshot(views);
    this.#snapshot = { value, digest, at: startedAt };
    return value;
  }
}
