import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ReadOptions } from './readOptions';
import type { SnapshotScope } from './readScope';
import { visibleVersions } from './visibility';

interface SeriesRow {
  key: string;
  name: string;
  labels: Record<string, string>;
  query: string | null;
  instance: string;
  workload_id: number | null;
  /** Times and values in turns, ascending in time; of one time the newest version is last. */
  times: number[];
  values: number[];
}

/** Series in scope with their values; those without a value in the time are left out. */
export async function readSeries(
  knex: Knex,
  scope: SnapshotScope,
  { visibility, at, since }: ReadOptions,
): Promise<Series[]> {
  const rows = await selectRows<SeriesRow>(
    knex,
    `select s.key, s.name, s.labels, s.query, s.instance, s.workload_id, p.times, p.values
     from series s cross join lateral (
       select json_agg(at order by at, version) as times, json_agg(value order by at, version) as values from (
         select at, value, version from point where series_id = s.id and at between :since and :at
           and ${visibleVersions(visibility, 'version')}
         union all
         select at, value, version from point_rollup where series_id = s.id and at between :since and :at
           and ${visibleVersions(visibility, 'version')}) x) p
     where (s.workload_id = any(:workloads) or (s.workload_id is null and s.instance = any(:instances))) and p.times is not null
     order by s.key`,
    {
      workloads: [...scope.workloads.keys()],
      instances: [...scope.instances],
      at,
      since,
    },
  );
  return rows.map(row => toSeries(row, scope));
}

function toSeries(row: SeriesRow, scope: SnapshotScope): Series {
  const { key, name, labels, query, instance, workload_id } = row;
  const workload =
    workload_id === null ? undefined : scope.workloads.get(workload_id);
  // a time that came twice counts once, as it came last
  const kept = row.times.flatMap((time, i) =>
    time === row.times[i + 1] ? [] : [i],
  );
  const times = Float64Array.from(kept, i => row.times[i]);
  return {
    id: key,
    name,
    labels,
    ...(query === null ? {} : { query }),
    ...(workload ? { workload } : {}),
    instance,
    times,
    values: Float64Array.from(kept, i => row.values[i]),
    step: medianStep(times),
  };
}

function medianStep(times: Float64Array): number {
  const steps = times
    .subarray(1)
    .map((time, i) => time - times[i])
    .sort();
  return steps.length === 0 ? 0 : steps[Math.floor(steps.length / 2)];
}
