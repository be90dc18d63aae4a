import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Remembers in which state a site was read. */
export async function writeEtag(
  knex: Knex,
  options: { generation: number; idPrefix: string; etag: string },
): Promise<void> {
  await knex('doc_etag')
    .insert({
      gen: options.generation,
      id_prefix: options.idPrefix,
      etag: options.etag,
    })
    .onConflict(['gen', 'id_prefix'])
    .merge();
}

/** States of the sites as the active generation read them, by id prefix. */
export async function readEtags(knex: Knex): Promise<Map<string, string>> {
  const rows = await selectRows<{ id_prefix: string; etag: string }>(
    knex,
    `select e.id_prefix, e.etag from doc_etag e join kb_pointer p on p.active = e.gen where p.base = 'documents'`,
  );
  return new Map(rows.map(row => [row.id_prefix, row.etag]));
}
