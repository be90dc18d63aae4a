import type {
  MappingReport,
  TelemetryBaseStatus,
  TelemetrySourceStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { readGaps } from './readEvents';
import { type Visibility, isVisible, visibleVersions } from './visibility';

const MINUTE_MS = 60_000;
/** Rates and lags are those of the last minutes. */
const RECENT_MS = 5 * MINUTE_MS;
const LISTED_VERSIONS = 360;
const LISTED_UNMAPPED = 100;

/** Of the newest commits alone, since the base is large and their order is about that of time. */
export async function readNewestRecord(
  knex: Knex,
  visibility: Visibility,
): Promise<number | undefined> {
  const [{ at }] = await selectRows<{ at: string | null }>(
    knex,
    `select max(least(newest_at, at)) as at from (select newest_at, at from telemetry_commit
     where newest_at is not null and ${visibleVersions(
       visibility,
       'version',
     )} order by version desc limit 100) c`,
  );
  return at === null ? undefined : Number(at);
}

/** Newest commits by minute. */
export async function readVersions(
  knex: Knex,
  visibility: Visibility,
  now: number,
): Promise<TelemetryBaseStatus['versions']> {
  const rows = await selectRows<{
    version: string;
    at: string;
    records: string;
  }>(
    knex,
    `select max(version) as version, max(at) as at, sum(records) as records from telemetry_commit
     where at > ? group by at / ${MINUTE_MS} order by max(version) desc limit ${LISTED_VERSIONS}`,
    [now - LISTED_VERSIONS * MINUTE_MS],
  );
  return rows.map(row => ({
    version: Number(row.version),
    at: toIso(row.at),
    records: Number(row.records),
    hidden: !isVisible(visibility, Number(row.version)),
  }));
}

interface SourceRow {
  source: string;
  system: string;
  instance: string;
  state: TelemetrySourceStatus['state'];
  redactions: string;
  dead_letters: string;
  last_record_at: string | null;
  error: string | null;
  remedy: string | null;
  error_at: string | null;
  records: string | null;
  p50: number | null;
  p95: number | null;
}

export async function readSources(
  knex: Knex,
  visibility: Visibility,
  now: number,
): Promise<TelemetrySourceStatus[]> {
  const rows = await selectRows<SourceRow>(
    knex,
    `select s.*, c.records, c.p50, c.p95 from source_status s left join (
       select source, sum(records) as records,
         percentile_cont(0.5) within group (order by greatest(0, at - newest_at)) filter (where newest_at is not null) as p50,
         percentile_cont(0.95) within group (order by greatest(0, at - newest_at)) filter (where newest_at is not null) as p95
       from telemetry_commit where at > ? group by source) c on c.source = s.source order by s.source`,
    [now - RECENT_MS],
  );
  const gaps = await readGaps(knex, { visibility, at: now, since: 0 });
  return rows.map(row => ({
    id: row.source,
    system: row.system,
    instance: row.instance,
    state: row.state === 'reading' && row.records === null ? 'idle' : row.state,
    recordsPerSecond: Number(row.records ?? 0) / (RECENT_MS / 1_000),
    ...(row.p50 === null ? {} : { lagP50: row.p50 }),
    ...(row.p95 === null ? {} : { lagP95: row.p95 }),
    ...(row.last_record_at === null
      ? {}
      : { lastRecordAt: toIso(row.last_record_at) }),
    deadLetters: Number(row.dead_letters),
    redactions: Number(row.redactions),
    ...(row.error === null || row.error_at === null
      ? {}
      : {
          lastError: {
            at: toIso(row.error_at),
            message: row.error,
            remedy: row.remedy ?? '',
          },
        }),
    gaps: gaps
      .filter(({ source }) => source === row.source)
      .map(({ from, to }) => ({
        from: toIso(from),
        ...(to === undefined ? {} : { to: toIso(to) }),
      })),
  }));
}

export async function readMappingReport(knex: Knex): Promise<MappingReport> {
  const rules = await selectRows<{ rule: string; workloads: number }>(
    knex,
    'select rule, count(distinct workload_id)::int as workloads from workload_entity group by rule order by rule',
  );
  const [{ mapped }] = await selectRows<{ mapped: number }>(
    knex,
    'select count(distinct workload_id)::int as mapped from workload_entity',
  );
  const unmapped = await selectRows<{
    instance: string;
    kind: string;
    namespace: string | null;
    name: string;
    records: string;
  }>(
    knex,
    // nodes are shared: they belong to everybody with a workload on them
    `select instance, kind, namespace, name, unmapped_records as records from workload w
     where kind <> 'Node' and not exists (select 1 from workload_entity m where m.workload_id = w.id) order by unmapped_records desc, key limit ${LISTED_UNMAPPED}`,
  );
  return {
    mapped,
    byRule: Object.fromEntries(
      rules.map(({ rule, workloads }) => [rule, workloads]),
    ),
    unmapped: unmapped.map(({ instance, kind, namespace, name, records }) => ({
      workload: [instance, namespace, `${kind} ${name}`]
        .filter(Boolean)
        .join(' / '),
      records: Number(records),
      suggestion: suggest({ kind, namespace, name }),
    })),
  };
}

/** What somebody writes to the catalog, or to the configuration, to map a workload. */
function suggest(options: {
  kind: string;
  namespace: string | null;
  name: string;
}): string {
  const { kind, namespace, name } = options;
  switch (kind) {
    case 'Dag':
    case 'DagRun':
      return `assistant/airflow-dag: ${name}`;
    case 'Topic':
      return `assistant/kafka-topic: ${name}`;
    case 'ConsumerGroup':
      return `assistant/kafka-consumer-group: ${name}`;
    case 'InferenceService':
      return `assistant/inference-service: ${name}`;
    case 'SparkApplication':
      return `assistant/spark-application: ${name}`;
    default:
      return namespace === null
        ? `backstage.io/kubernetes-id: ${name}`
        : `backstage.io/kubernetes-id: ${name}, backstage.io/kubernetes-namespace: ${namespace}`;
  }
}

const TABLES = [
  'telemetry_commit',
  'workload',
  'signal',
  'signal_sighting',
  'series',
  'resource',
  'resource_version',
  'resource_listing',
  'telemetry_change',
  'dead_letter',
];
const PARTITIONED = [
  'point',
  'point_rollup',
  'signal_window',
  'signal_window_rollup',
];

export async function readBytes(knex: Knex): Promise<number> {
  const [{ bytes }] = await selectRows<{ bytes: string }>(
    knex,
    `select coalesce(sum(pg_total_relation_size(t.oid)), 0) as bytes from (
       select to_regclass(n)::oid as oid from unnest(?::text[]) n union all
       select i.inhrelid from unnest(?::text[]) n join pg_inherits i on i.inhparent = to_regclass(n)) t`,
    [TABLES, PARTITIONED],
  );
  return Number(bytes);
}

const toIso = (at: string | number) => new Date(Number(at)).toISOString();
