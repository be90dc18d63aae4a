import type { Knex } from 'knex';

/**
 * What one reader may see of one generation, resolved once and used by every statement.
 *
 * `entityIds` is missing only for readers who see every entity; an empty list shows nothing.
 */
export interface VisibleChunks {
  entityIds: readonly number[] | undefined;
  principals: readonly string[];
  /** How many chunks that are, to choose between exact and approximate search. */
  chunks: number;
}

/** Condition on the rows of a table with `entity_id` and `audience`; both must hold. */
export function visibleSql(
  visible: VisibleChunks,
  alias: string,
): { sql: string; bindings: Knex.RawBinding[] } {
  const audience = `(${alias}.audience is null or ${alias}.audience && ?::text[])`;
  if (visible.entityIds === undefined) {
    return { sql: audience, bindings: [[...visible.principals]] };
  }
  return {
    sql: `(${alias}.entity_id = any(?::int[]) and ${audience})`,
    bindings: [[...visible.entityIds], [...visible.principals]],
  };
}
