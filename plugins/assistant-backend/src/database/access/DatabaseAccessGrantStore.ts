import type { Knex } from 'knex';
import type { AccessGrantRecord, AccessGrantStore } from '../../access';

interface AccessGrantRow {
  id: string;
  user_ref: string;
  entity_ref: string;
  reason: string;
  granted_at: Date;
  expires_at: Date;
}

/** Grants in the database, so that every replica knows them at once. */
export class DatabaseAccessGrantStore implements AccessGrantStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  open(grant: AccessGrantRecord): Promise<AccessGrantRecord> {
    const { userRef, entityRef, grantedAt: now } = grant;
    return this.#knex.transaction(async trx => {
      // two requests at once make one grant, not two
      await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [
        `access_grant ${userRef} ${entityRef}`,
      ]);
      const [renewed] = await trx<AccessGrantRow>('access_grant')
        .where({ user_ref: userRef, entity_ref: entityRef })
        .where('expires_at', '>', now)
        .update({ reason: grant.reason, expires_at: grant.expiresAt })
        .returning('*');
      const [row] = renewed
        ? [renewed]
        : await trx<AccessGrantRow>('access_grant')
            .insert(toRow(grant))
            .returning('*');
      return toRecord(row);
    });
  }

  async ofUser(options: { userRef: string; now: Date }) {
    const rows = await this.#holding(options.now).where({
      user_ref: options.userRef,
    });
    return rows.map(toRecord);
  }

  async ofEntities(options: {
    entityRefs: readonly string[];
    now: Date;
    limit: number;
  }) {
    const rows = await this.#holding(options.now)
      // one parameter, however many entities somebody owns
      .whereRaw('entity_ref = any(?::text[])', [[...options.entityRefs]])
      .limit(options.limit);
    return rows.map(toRecord);
  }

  async end(options: { id: string; userRef: string; now: Date }) {
    const { id, userRef, now } = options;
    const [row] = await this.#knex<AccessGrantRow>('access_grant')
      .where({ id, user_ref: userRef })
      .where('expires_at', '>', now)
      .update({ expires_at: now })
      .returning('*');
    return row && toRecord(row);
  }

  purge({ before }: { before: Date }): Promise<number> {
    return this.#knex('access_grant').where('expires_at', '<', before).delete();
  }

  #holding(now: Date) {
    return this.#knex<AccessGrantRow>('access_grant')
      .where('expires_at', '>', now)
      .orderBy([
        { column: 'granted_at', order: 'desc' },
        { column: 'id', order: 'asc' },
      ]);
  }
}

function toRow(grant: AccessGrantRecord): AccessGrantRow {
  return {
    id: grant.id,
    user_ref: grant.userRef,
    entity_ref: grant.entityRef,
    reason: grant.reason,
    granted_at: grant.grantedAt,
    expires_at: grant.expiresAt,
  };
}

function toRecord(row: AccessGrantRow): AccessGrantRecord {
  return {
    id: row.id,
    userRef: row.user_ref,
    entityRef: row.entity_ref,
    reason: row.reason,
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
  };
}
