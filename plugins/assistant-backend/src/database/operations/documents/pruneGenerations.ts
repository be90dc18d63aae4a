import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { dropLeftovers, dropTables, markDropped } from './dropGeneration';

/** Drops all but the newest sealed generations; the active and the previous one always stay. */
export async function pruneGenerations(
  knex: Knex,
  options: { keep: number },
): Promise<number[]> {
  await dropLeftovers(knex);
  const rows = await selectRows<{ id: number }>(
    knex,
    `select id from kb_generation g where state = 'ready' and not dropped
       and not exists (select 1 from kb_pointer p where g.id in (p.active, p.previous))
     order by id desc offset greatest(? - (select count(*) from kb_pointer p, unnest(array[p.active, p.previous]) n where n is not null), 0)`,
    [options.keep],
  );
  const dropped: number[] = [];
  for (const { id } of rows) {
    if (await dropUnlessPointedAt(knex, id)) {
      dropped.push(id);
    }
  }
  return dropped;
}

/** Somebody may have made it active since it was listed: the row lock settles who comes first. */
async function dropUnlessPointedAt(
  knex: Knex,
  generation: number,
): Promise<boolean> {
  const marked = await knex.transaction(async tx => {
    await tx.raw('select id from kb_generation where id = ? for update', [
      generation,
    ]);
    const pointed = await selectRows(
      tx,
      'select 1 from kb_pointer where ? in (active, previous)',
      [generation],
    );
    if (pointed.length > 0) {
      return false;
    }
    await markDropped(tx, { generation, operation: 'prune' });
    return true;
  });
  if (marked) {
    await dropTables(knex, generation);
  }
  return marked;
}
