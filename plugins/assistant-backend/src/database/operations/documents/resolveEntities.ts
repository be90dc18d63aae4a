import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Numbers of entities; unknown ones are added. */
export async function resolveEntities(
  knex: Knex,
  refs: readonly string[],
): Promise<Map<string, number>> {
  // one order for all writers, so that two of them never wait for each other
  const wanted = [...new Set(refs)].sort();
  if (wanted.length === 0) {
    return new Map();
  }
  const read = () =>
    selectRows<{ id: number; ref: string }>(
      knex,
      'select id, ref from entity where ref = any(?)',
      [wanted],
    );
  let rows = await read();
  if (rows.length < wanted.length) {
    await knex.raw(
      'insert into entity (ref) select unnest(?::text[]) on conflict (ref) do nothing',
      [wanted],
    );
    rows = await read();
  }
  return new Map(rows.map(row => [row.ref, row.id]));
}
