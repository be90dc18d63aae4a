import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Longer than any answer; after a crash the person waits no longer than this. */
const LEASE_SECONDS = 180;
const MINUTE_MS = 60_000;

export type Admission =
  | { granted: true }
  | {
      granted: false;
      retryAfterSeconds: number;
      reason: 'rate' | 'concurrent';
    };

/**
 * Admits a question, or says when to come back.
 *
 * The row of the person is locked until the end, so that of many questions at once, on whichever
 * replicas, no more are admitted than may be.
 */
export async function takeLease(
  knex: Knex,
  options: {
    ownerRef: string;
    leaseId: string;
    now: Date;
    questionsPerMinute: number;
    concurrent: number;
  },
): Promise<Admission> {
  const { ownerRef, leaseId, now } = options;
  const minute = new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS);
  return knex.transaction(async tx => {
    const taken = await lockCount(tx, ownerRef, minute);
    if (taken >= options.questionsPerMinute) {
      const left = minute.getTime() + MINUTE_MS - now.getTime();
      return refuse('rate', left / 1_000);
    }
    const open = await readOpenLeases(tx, ownerRef, now);
    if (open >= options.concurrent) {
      return refuse('concurrent', 2);
    }
    await tx('rate_limit')
      .where({ owner_ref: ownerRef })
      .update({ taken: taken + 1 });
    await tx('rate_lease').insert({
      id: leaseId,
      owner_ref: ownerRef,
      expires_at: new Date(now.getTime() + LEASE_SECONDS * 1_000),
    });
    return { granted: true };
  });
}

export async function releaseLease(knex: Knex, leaseId: string): Promise<void> {
  await knex('rate_lease').where({ id: leaseId }).delete();
}

/** Questions of this minute so far; the row stays locked. */
async function lockCount(
  tx: Knex.Transaction,
  ownerRef: string,
  minute: Date,
): Promise<number> {
  const [{ taken }] = await selectRows<{ taken: number }>(
    tx,
    `insert into rate_limit as r (owner_ref, minute, taken) values (:owner, :minute, 0)
     on conflict (owner_ref) do update
     set minute = excluded.minute, taken = case when r.minute = excluded.minute then r.taken else 0 end
     returning taken`,
    { owner: ownerRef, minute },
  );
  return taken;
}

async function readOpenLeases(
  tx: Knex.Transaction,
  ownerRef: string,
  now: Date,
): Promise<number> {
  await tx('rate_lease')
    .where({ owner_ref: ownerRef })
    .andWhere('expires_at', '<=', now)
    .delete();
  const [{ open }] = await selectRows<{ open: number }>(
    tx,
    'select count(*)::int as open from rate_lease where owner_ref = ?',
    [ownerRef],
  );
  return open;
}

function refuse(reason: 'rate' | 'concurrent', seconds: number): Admission {
  return {
    granted: false,
    reason,
    retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
  };
}
