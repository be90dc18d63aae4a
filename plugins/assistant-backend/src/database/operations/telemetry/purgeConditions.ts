import type { Knex } from 'knex';

/** What is to be deleted for good; all that is given holds at once. */
export interface PurgeOptions {
  contains?: string;
  entityRef?: string;
  from?: number;
  to?: number;
}

/** Conditions of a statement with what they are bound to. */
export interface Conditions {
  sql: string[];
  bindings: Knex.RawBinding[];
}

/** Pattern of `ilike` that finds a text wherever it stands. */
export function pattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The same in a column of JSON, where quotes and backslashes stand escaped. */
export function jsonPattern(text: string): string {
  return pattern(JSON.stringify(text).slice(1, -1));
}

/** Finds a text in columns; those that end in `::text` are JSON. */
export function holds(columns: readonly string[], text: string): Conditions {
  return {
    sql: [`(${columns.map(column => `${column} ilike ?`).join(' or ')})`],
    bindings: columns.map(column =>
      column.endsWith('::text') ? jsonPattern(text) : pattern(text),
    ),
  };
}
