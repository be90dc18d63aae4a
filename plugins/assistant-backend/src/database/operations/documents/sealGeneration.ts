import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { generationTables } from '../../tables';
import { logOperation } from './logOperation';
import { readPointer } from './readPointer';

/** Counts what was written, attaches the partitions and marks the generation as ready; all or nothing. */
export async function sealGeneration(
  knex: Knex,
  options: { generation: number; gate: Generation['gate'] },
): Promise<void> {
  const { generation, gate } = options;
  const tables = generationTables(generation);
  await knex.transaction(async tx => {
    for (const { parent, table } of tables.all) {
      await tx.raw(
        `alter table ${parent} attach partition ${table} for values in (${generation})`,
      );
    }
    const pointer = await readPointer(tx);
    const { rows } = await tx.raw<{ rows: unknown[] }>(
      `update kb_generation set state = 'ready', built_at = now(), owner = null, owner_seen_at = null, gate = :gate,
         documents = (select count(*) from ${
           tables.doc
         }), chunks = (select count(*) from ${tables.chunk}),
         average_words = (select coalesce(avg(words), 0) from ${tables.chunk}),
         ${changes(generation, pointer?.active)}
       where id = :generation and state = 'building' returning id`,
      { generation, gate: JSON.stringify(gate) },
    );
    if (rows.length === 0) {
      throw new Error(`Generation ${generation} is not being built any more`);
    }
    await logOperation(tx, { operation: 'seal', generation });
  });
}

function changes(generation: number, active: number | undefined): string {
  const next = generationTables(generation).doc;
  if (!active) {
    return `added = (select count(*) from ${next})`;
  }
  const last = generationTables(active).doc;
  return `
    added = (select count(*) from ${next} n where not exists (select 1 from ${last} l where l.doc_ref = n.doc_ref)),
    changed = (select count(*) from ${next} n join ${last} l using (doc_ref) where l.revision <> n.revision),
    removed = (select count(*) from ${last} l where not exists (select 1 from ${next} n where n.doc_ref = l.doc_ref))`;
}
