import type { Knex } from 'knex';
import { selectRows } from '../../sql';

const BATCH = 500;

/** Deletes one's own conversation with its answers; of feedback only the rating stays. */
export async function deleteConversation(
  knex: Knex,
  options: { id: string; ownerRef: string },
): Promise<boolean> {
  return knex.transaction(async tx => {
    const rows = await selectRows<{ id: string }>(
      tx,
      'select id from conversation where id = ? and owner_ref = ? for update',
      [options.id, options.ownerRef],
    );
    await remove(tx, rows);
    return rows.length > 0;
  });
}

/** Deletes conversations that nobody touched since; pinned ones stay. */
export async function purgeConversations(
  knex: Knex,
  options: { before: Date },
): Promise<number> {
  let purged = 0;
  for (;;) {
    const batch = await knex.transaction(async tx => {
      const rows = await selectRows<{ id: string }>(
        tx,
        `select id from conversation where updated_at < ? and not pinned order by updated_at limit ${BATCH} for update skip locked`,
        [options.before],
      );
      await remove(tx, rows);
      return rows.length;
    });
    purged += batch;
    if (batch < BATCH) {
      return purged;
    }
  }
}

async function remove(
  tx: Knex.Transaction,
  rows: ReadonlyArray<{ id: string }>,
) {
  const ids = [rows.map(({ id }) => id)];
  await tx.raw(
    `update feedback set comment = null where answer_id in (select id from answer where conversation_id = any(?::uuid[]))`,
    ids,
  );
  await tx.raw('delete from conversation where id = any(?::uuid[])', ids);
}
