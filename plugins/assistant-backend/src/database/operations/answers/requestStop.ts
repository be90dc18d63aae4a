import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Asks whichever replica answers to stop. */
export async function requestStop(knex: Knex, answerId: string): Promise<void> {
  await knex('answer')
    .where({ id: answerId, state: 'running' })
    .update({ stop_requested: true });
}

/** Whether somebody asked for a stop; shows by the way that this process lives. */
export async function readStopRequest(
  knex: Knex,
  answerId: string,
): Promise<boolean> {
  const [row] = await selectRows<{ stop: boolean; silent: boolean }>(
    knex,
    `select stop_requested as stop, process_seen_at < now() - interval '10 seconds' as silent from answer where id = ?`,
    [answerId],
  );
  if (row?.silent) {
    await knex('answer')
      .where({ id: answerId })
      .update({ process_seen_at: knex.fn.now() });
  }
  return row?.stop ?? false;
}
