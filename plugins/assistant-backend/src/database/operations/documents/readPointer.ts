import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { PointerRow } from '../../tables';

/** The active and the previous generation, or `undefined` before the first switch. */
export async function readPointer(knex: Knex): Promise<PointerRow | undefined> {
  const rows = await selectRows<PointerRow>(
    knex,
    `select active, previous from kb_pointer where base = 'documents'`,
  );
  return rows[0];
}
