import type { TelemetryBaseHarness } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import type { Engine } from '../engine';
import { selectRows } from '../sql';
import { DatabaseTelemetryBase, type TelemetryRetention } from '../telemetry';

/** Takes all telemetry out of a database, as if nothing had been stored. */
export async function clearTelemetry({ knex }: Engine): Promise<void> {
  const tables = await selectRows<{ name: string }>(
    knex,
    `select relname as name from pg_class where relkind in ('r', 'p') and not relispartition
     and relnamespace = current_schema()::regnamespace and relname = any(?)`,
    [TABLES],
  );
  await knex.raw(
    `truncate ${tables.map(({ name }) => name).join(', ')} restart identity`,
  );
  await knex.raw('update telemetry_version set version = 0');
}

const TABLES = [
  'telemetry_commit',
  'hidden_range',
  'source_lease',
  'source_offset',
  'source_status',
  'dead_letter',
  'source_gap',
  'workload',
  'workload_entity',
  'signal',
  'signal_sighting',
  'signal_replacement',
  'signal_window',
  'signal_window_rollup',
  'series',
  'point',
  'point_rollup',
  'resource',
  'resource_version',
  'resource_listing',
  'telemetry_change',
];

/** A base that is emptied for each test. */
export function createTelemetryHarness(
  engine: Engine,
  retention?: Partial<TelemetryRetention>,
): TelemetryBaseHarness {
  return {
    async create() {
      await clearTelemetry(engine);
      return new DatabaseTelemetryBase({ engine, retention });
    },
  };
}
