import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';

/**
 * Condition on answers `a`: the reader has rights, now, on all entities and audiences that the
 * answer rests on. An answer that rests on nothing is readable.
 */
export function readableSql(filter: ReadFilter): {
  sql: string;
  bindings: Knex.RawBinding[];
} {
  const principals = filter.principals.map(ref =>
    ref.toLocaleLowerCase('en-US'),
  );
  const audience = `not exists (select 1 from answer_audience u where u.answer_id = a.id and not u.audience && ?::text[])`;
  if (filter.entities.type === 'all') {
    return { sql: audience, bindings: [principals] };
  }
  return {
    sql: `(${audience} and not exists (
      select 1 from answer_entity n join entity e on e.id = n.entity_id
      where n.answer_id = a.id and e.ref <> all(?::text[])))`,
    bindings: [principals, [...filter.entities.refs]],
  };
}
