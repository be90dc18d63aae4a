import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ProcessRegistry } from '../../ProcessRegistry';
import { dropGeneration } from './dropGeneration';

/** Marks builds whose process is gone as failed and drops what they wrote. */
export async function failOrphanedGenerations(
  knex: Knex,
  processes: ProcessRegistry,
): Promise<number[]> {
  const rows = await selectRows<{ id: number; owner: string; silent: number }>(
    knex,
    `select id, owner, extract(epoch from now() - owner_seen_at)::float * 1000 as silent
     from kb_generation where state = 'building'`,
  );
  const failed: number[] = [];
  for (const { id, owner, silent } of rows) {
    if (await processes.isGone(owner, silent)) {
      await dropGeneration(knex, {
        generation: id,
        operation: 'recover',
        failure: 'The process that built it ended in the middle',
      });
      failed.push(id);
    }
  }
  return failed;
}
