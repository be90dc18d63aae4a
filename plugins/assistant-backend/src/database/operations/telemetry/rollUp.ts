import type { Knex } from 'knex';
import { slotOf, slotTable } from './timeSlots';

const ROLLUP_MS = 300_000;

/**
 * Rows of one hidden range stay apart from others, so that undoing it brings exactly them back.
 * A row counts as hidden by the first range that holds it.
 */
const HIDDEN_BY = `(select min(h.id) from hidden_range h where version between h.version_from and h.version_to)`;

/** Keeps the means over five minutes of a partition of points that is about to go. */
export async function rollUpPoints(
  knex: Knex,
  slot: number,
  now: number,
): Promise<void> {
  await knex.raw(
    `insert into point_rollup (slot, series_id, at, value, points, version)
     select ?::int, series_id, at - mod(at, ${ROLLUP_MS}), avg(value), count(*), max(version)
     from (select *, ${HIDDEN_BY} as hidden_by from ${slotTable(
      'point',
      slot,
    )}) p
     group by series_id, at - mod(at, ${ROLLUP_MS}), hidden_by`,
    [slotOf('point_rollup', now)],
  );
}

/** Keeps the counts over five minutes of a partition of windows that is about to go, with the newest sample of each. */
export async function rollUpWindows(
  knex: Knex,
  slot: number,
  now: number,
): Promise<void> {
  await knex.raw(
    `insert into signal_window_rollup (slot, signal_id, bucket, lines, sample_at, sample, pod, container, version)
     select ?::int, signal_id, five, sum(lines), max(sample_at), (array_agg(sample order by sample_at desc, version desc))[1],
       (array_agg(pod order by sample_at desc, version desc))[1], (array_agg(container order by sample_at desc, version desc))[1], max(version)
     from (select *, bucket - mod(bucket, ${ROLLUP_MS}) as five, ${HIDDEN_BY} as hidden_by from ${slotTable(
      'signal_window',
      slot,
    )}) w
     group by signal_id, five, hidden_by`,
    [slotOf('signal_window_rollup', now)],
  );
}
