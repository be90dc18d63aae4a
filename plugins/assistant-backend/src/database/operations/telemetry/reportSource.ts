import type { SourceReport } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { LONGEST, boundText } from './bounds';

/** Keeps what a source says of itself; its counters stay. */
export async function storeSourceReport(
  knex: Knex,
  report: SourceReport,
  now: number,
): Promise<void> {
  const { source, system, instance, state, error } = report;
  await knex.raw(
    `insert into source_status (source, system, instance, state, error, remedy, error_at)
     values (:source, :system, :instance, :state, :error, :remedy, :errorAt)
     on conflict (source) do update set system = excluded.system, instance = excluded.instance, state = excluded.state,
       error = excluded.error, remedy = excluded.remedy, error_at = excluded.error_at`,
    {
      source,
      system,
      instance,
      state,
      error: error ? boundText(error.message, LONGEST.summary) : null,
      remedy: error ? boundText(error.remedy, LONGEST.summary) : null,
      errorAt: error ? now : null,
    },
  );
}
