import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import {
  ACCESS_GRANT_HOURS,
  type AccessGrant,
  type AccessGrantRequest,
  type NamedEntity,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Asker } from '../ask/stages';
import type { AccessGrantRecord, AccessGrantStore } from './AccessGrantStore';
import type { ResolvedAsker } from './AskerResolver';
import type { EntitySnapshot } from './EntitySnapshot';

/** More than anybody on call opens, and as much as an owner wants to read. */
const MAX_SHOWN = 50;

/** @internal */
export interface AccessGrantsOptions {
  store: AccessGrantStore;
  /** Groups whose members may open entities. */
  onCall: readonly string[];
  logger: LoggerService;
  now: () => Date;
}

/**
 * Lets people on call see an entity in full for a time, before the eyes of its owners.
 *
 * A grant widens nothing else: the entity must be readable in the catalog, and the permission to
 * read telemetry still narrows. Whoever leaves the group loses what they opened at once.
 */
export class AccessGrants {
  readonly #options: AccessGrantsOptions;

  constructor(options: AccessGrantsOptions) {
    this.#options = options;
  }

  isOnCall({ principals }: Pick<Asker, 'principals'>): boolean {
    return this.#options.onCall.some(group => principals.includes(group));
  }

  /** Entities that this person sees in full for now. Without an answer of the database there are none. */
  async readOpened(
    asker: Pick<Asker, 'userRef' | 'principals'>,
  ): Promise<ReadonlySet<string>> {
    if (!this.isOnCall(asker)) {
      return new Set();
    }
    const grants = await this.#orNone(({ store, now }) =>
      store.ofUser({ userRef: asker.userRef, now: now() }),
    );
    return new Set(grants.map(({ entityRef }) => entityRef));
  }

  /**
   * @throws NotAllowedError for people who are in no group on call, whatever they ask for.
   * @throws NotFoundError for an entity that they may not read, or that is not there.
   */
  async open(
    { asker, snapshot }: ResolvedAsker,
    { entityRef, reason }: AccessGrantRequest,
  ): Promise<AccessGrant> {
    if (!this.isOnCall(asker)) {
      throw new NotAllowedError(
        'Only members of the groups under assistant.access.onCall open entities. Ask the owners of the entity, or the administrators of the portal.',
      );
    }
    if (asker.levelOf(entityRef) === 'none') {
      throw new NotFoundError('There is no such entity');
    }
    const grantedAt = this.#options.now();
    const grant = await this.#options.store.open({
      id: randomUUID(),
      userRef: asker.userRef,
      entityRef,
      reason,
      grantedAt,
      expiresAt: new Date(grantedAt.getTime() + ACCESS_GRANT_HOURS * 3_600_000),
    });
    return describe(grant, snapshot);
  }

  /** What the person has open now, as far as they may still read it. */
  async list({ asker, snapshot }: ResolvedAsker): Promise<AccessGrant[]> {
    const { store, now } = this.#options;
    const grants = await store.ofUser({ userRef: asker.userRef, now: now() });
    return grants
      .filter(({ entityRef }) => asker.levelOf(entityRef) !== 'none')
      .map(grant => describe(grant, snapshot));
  }

  /** @throws NotFoundError when the person has no such grant. */
  async close({ asker }: ResolvedAsker, id: string): Promise<void> {
    const { store, now } = this.#options;
    const { userRef } = asker;
    if (!(await store.end({ id, userRef, now: now() }))) {
      throw new NotFoundError('There is no such grant');
    }
  }

  /** What others have open of the person's own entities, which is how owners are told. */
  async ofOwned({ asker, snapshot }: ResolvedAsker): Promise<AccessGrant[]> {
    if (this.#options.onCall.length === 0) {
      return [];
    }
    const entityRefs = snapshot
      .ownedBy(asker.principals)
      .flatMap(({ ref, kind, parts }) =>
        kind === 'system' ? [ref, ...parts] : [ref],
      )
      .filter(ref => asker.levelOf(ref) !== 'none');
    const grants = await this.#orNone(({ store, now }) =>
      store.ofEntities({ entityRefs, now: now(), limit: MAX_SHOWN }),
    );
    return grants
      .filter(({ userRef }) => userRef !== asker.userRef)
      .map(grant => describe(grant, snapshot));
  }

  /** A database that does not answer opens nothing, and does not keep a page from being shown. */
  async #orNone(
    read: (options: AccessGrantsOptions) => Promise<AccessGrantRecord[]>,
  ): Promise<AccessGrantRecord[]> {
    try {
      return await read(this.#options);
    } catch (error) {
      this.#options.logger.warn(
        `Nobody has opened entities, as far as can be found out: ${stringifyError(
          error,
        )}`,
      );
      return [];
    }
  }
}

function describe(
  { id, userRef, entityRef, reason, grantedAt, expiresAt }: AccessGrantRecord,
  snapshot: EntitySnapshot,
): AccessGrant {
  const named = (ref: string): NamedEntity => {
    const view = snapshot.get(ref);
    return {
      entityRef: ref,
      title: view?.title ?? view?.name ?? ref.slice(ref.indexOf('/') + 1),
    };
  };
  return {
    id,
    user: named(userRef),
    entity: named(entityRef),
    reason,
    grantedAt: grantedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
