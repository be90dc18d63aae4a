import type { LogSignal } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ReadOptions } from './readOptions';
import type { SnapshotScope } from './readScope';
import { visibleVersions } from './visibility';

/** Length of a window, as the ingest module counts lines. */
export const WINDOW_MS = 10_000;

interface SignalRow {
  id: number;
  workload_id: number;
  template_hash: string;
  template: string;
  severity: LogSignal['severity'];
  windows: Array<[number, number]>;
  sample_at: string;
  sample: string;
  pod: string | null;
  container: string | null;
  first_seen: string;
}

/** Signals in scope that had a line in the time. */
export async function readSignals(
  knex: Knex,
  scope: SnapshotScope,
  options: ReadOptions,
): Promise<LogSignal[]> {
  const rows = await selectSignals(knex, scope, options);
  const wider = await readWider(knex, options, [...scope.workloads.keys()]);
  const merged = new Map<number, SignalRow[]>();
  for (const row of rows) {
    const top = topOf(row.id, wider);
    merged.set(top, [...(merged.get(top) ?? []), row]);
  }
  return [...merged]
    .flatMap(([top, parts]) => toSignal(top, parts, scope))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function selectSignals(
  knex: Knex,
  scope: SnapshotScope,
  { visibility, at, since }: ReadOptions,
): Promise<SignalRow[]> {
  const windows = (columns: string) =>
    `select ${columns} from signal_window where signal_id = s.id and bucket between :since and :at
       and ${visibleVersions(visibility, 'version')}
     union all select ${columns} from signal_window_rollup where signal_id = s.id and bucket between :since and :at
       and ${visibleVersions(visibility, 'version')}`;
  return selectRows<SignalRow>(
    knex,
    `select s.id, s.workload_id, s.template_hash, s.template, s.severity, w.windows,
       l.sample_at, l.sample, l.pod, l.container, f.first_seen
     from signal s cross join lateral (
       select json_agg(json_build_array(bucket, lines) order by bucket) as windows from (
         select bucket, sum(lines)::int8 as lines from (${windows(
           'bucket, lines',
         )}) x group by bucket) y) w
     cross join lateral (${newest(
       windows('bucket, sample_at, sample, pod, container, version'),
     )}) l
     cross join lateral (
       select min(g.at) as first_seen from signal_sighting g where g.signal_id = s.id and ${visibleVersions(
         visibility,
         'g.version',
       )}) f
     where s.workload_id = any(:workloads) and w.windows is not null`,
    { workloads: [...scope.workloads.keys()], at, since },
  );
}

const newest = (windows: string) =>
  `select sample_at, sample, pod, container from (${windows}) x order by bucket desc, sample_at desc, version desc, sample limit 1`;

/** What each signal went up in, as far as it is visible. */
async function readWider(
  knex: Knex,
  { visibility }: ReadOptions,
  workloads: number[],
): Promise<Map<number, number>> {
  const rows = await selectRows<{ narrow_id: number; wide_id: number }>(
    knex,
    `select r.narrow_id, r.wide_id from signal_replacement r join signal s on s.id = r.narrow_id
     where s.workload_id = any(?) and ${visibleVersions(
       visibility,
       'r.version',
     )} order by r.version, r.wide_id`,
    [workloads],
  );
  return new Map(rows.map(row => [row.narrow_id, row.wide_id]));
}

function topOf(id: number, wider: ReadonlyMap<number, number>): number {
  let top = id;
  const passed = new Set<number>();
  for (;;) {
    const next = wider.get(top);
    if (next === undefined || passed.has(next)) {
      return top;
    }
    passed.add(top);
    top = next;
  }
}

/** One signal of a template and the narrower ones that it grew out of. */
function toSignal(
  top: number,
  parts: readonly SignalRow[],
  scope: SnapshotScope,
): LogSignal[] {
  const widest = parts.find(({ id }) => id === top) ?? parts[0];
  const workload = scope.workloads.get(widest.workload_id);
  if (!workload) {
    return [];
  }
  const counts = new Map<number, number>();
  for (const [bucket, lines] of parts.flatMap(({ windows }) => windows)) {
    counts.set(bucket, (counts.get(bucket) ?? 0) + lines);
  }
  const latest = parts.reduce((a, b) =>
    Number(b.sample_at) > Number(a.sample_at) ? b : a,
  );
  const { pod, container } = latest;
  return [
    {
      id: `${scope.keys.get(widest.workload_id)}|${widest.template_hash}`,
      workload,
      template: widest.template,
      severity: widest.severity,
      firstSeen: Math.min(...parts.map(({ first_seen }) => Number(first_seen))),
      lastSeen: Number(latest.sample_at),
      windows: [...counts]
        .sort(([a], [b]) => a - b)
        .map(([at, count]) => ({ at, count })),
      windowSize: WINDOW_MS,
      sample: {
        at: Number(latest.sample_at),
        text: latest.sample,
        ...(pod === null ? {} : { pod }),
        ...(container === null ? {} : { container }),
      },
    },
  ];
}
