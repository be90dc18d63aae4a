import type { Knex } from 'knex';

/** Tables whose rows are deleted or replaced one by one; the others drop whole partitions. */
const TABLES = [
  'telemetry_version',
  'telemetry_commit',
  'source_offset',
  'source_lease',
  'source_status',
  'workload',
  'signal',
  'series',
  'resource',
  'resource_version',
  'resource_listing',
  'telemetry_change',
  'dead_letter',
  'finding',
  'answer_event',
];

/**
 * Gives the space of deleted rows back for new ones, and keeps the planner's statistics.
 *
 * A server does both by itself; the embedded engine has no process for it, so it would only grow.
 */
export async function reuseSpace(knex: Knex): Promise<void> {
  for (const table of TABLES) {
    await knex.raw(`vacuum (analyze) ${table}`);
  }
}
