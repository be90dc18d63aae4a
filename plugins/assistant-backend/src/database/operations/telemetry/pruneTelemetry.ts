import type { Knex } from 'knex';
import { errorCode } from '../../engine/errorCode';
import { selectRows } from '../../sql';
import { readBytes } from './readStatus';
import { rollUpPoints, rollUpWindows } from './rollUp';
import {
  type SlottedTable,
  dropSlot,
  listSlots,
  createSlot,
  slotEnd,
  slotOf,
  slotTable,
} from './timeSlots';

/** How long things are kept, counted from when they were stored, in milliseconds. */
export interface TelemetryRetention {
  /** Values of metrics; afterwards means over five minutes. */
  metrics: number;
  /** Windows of log lines of ten seconds; afterwards of five minutes. */
  logs: number;
  /** Both over five minutes. */
  rollups: number;
  /** States that no longer hold, changes, and the list of versions. */
  states: number;
  /** Size of the base; above it the oldest goes first. */
  maxBytes: number;
}

const HOUR_MS = 3_600_000;

export const DEFAULT_RETENTION: TelemetryRetention = {
  metrics: 6 * HOUR_MS,
  logs: 24 * HOUR_MS,
  rollups: 8 * 24 * HOUR_MS,
  states: 14 * 24 * HOUR_MS,
  maxBytes: 20 * 1024 ** 3,
};

const KEPT_DEAD_LETTERS = 10_000;
/** Rows of one delete: no lock and no transaction is long. */
const DELETE_ROWS = 5_000;

/** Drops what is older than its retention or over the size; returns the number of rows. */
export async function pruneTelemetry(
  knex: Knex,
  options: { now: number; retention: TelemetryRetention },
): Promise<number> {
  const { now, retention } = options;
  const until = (kept: number) => now - kept;
  let rows = 0;
  for (const table of ['point_rollup', 'signal_window_rollup'] as const) {
    await createSlot(knex, table, slotOf(table, now));
  }
  rows += await dropOldSlots(
    knex,
    'point',
    until(retention.metrics),
    (tx, slot) => rollUpPoints(tx, slot, now),
  );
  rows += await dropOldSlots(
    knex,
    'signal_window',
    until(retention.logs),
    (tx, slot) => rollUpWindows(tx, slot, now),
  );
  for (const table of ['point_rollup', 'signal_window_rollup'] as const) {
    rows += await dropOldSlots(knex, table, until(retention.rollups));
  }
  rows += await deleteOldRows(knex, {
    states: until(retention.states),
    listings: until(retention.logs),
    thinned: until(retention.logs),
  });
  rows += await shrink(knex, retention.maxBytes);
  return rows;
}

/** Writes what stays of a partition, in the transaction that drops it. */
type KeepRollup = (tx: Knex.Transaction, slot: number) => Promise<void>;

async function dropOldSlots(
  knex: Knex,
  table: SlottedTable,
  before: number,
  keep?: KeepRollup,
): Promise<number> {
  let rows = 0;
  for (const slot of await listSlots(knex, table)) {
    if (slotEnd(table, slot) > before) {
      break;
    }
    rows += await dropUnlessRead(knex, table, slot, keep);
  }
  return rows;
}

async function dropUnlessRead(
  knex: Knex,
  table: SlottedTable,
  slot: number,
  keep?: KeepRollup,
): Promise<number> {
  const [{ rows }] = await selectRows<{ rows: string }>(
    knex,
    `select count(*) as rows from ${slotTable(table, slot)}`,
  );
  try {
    await knex.transaction(async tx => {
      await keep?.(tx, slot);
      await dropSlot(tx, table, slot);
    });
    return Number(rows);
  } catch (error) {
    // lock_not_available: somebody reads it this moment; the next prune drops it
    if (errorCode(error) === '55P03') {
      return 0;
    }
    throw error;
  }
}

async function deleteOldRows(
  knex: Knex,
  before: { states: number; listings: number; thinned: number },
): Promise<number> {
  // a state goes when a visible later one has held since before the limit
  const superseded = `stored_at < ? and (deleted or exists (select 1 from resource_version n
    where n.resource_id = t.resource_id and (n.valid_from, n.version, n.id) > (t.valid_from, t.version, t.id) and n.stored_at < ?
      and not exists (select 1 from hidden_range h where n.version between h.version_from and h.version_to)))`;
  const { states, listings, thinned } = before;
  const deletes: Array<[string, string, Knex.RawBinding[]]> = [
    ['resource_version', superseded, [states, states]],
    [
      'resource_listing',
      'version in (select version from telemetry_commit where at < ?)',
      [listings],
    ],
    ['telemetry_change', 'at < ?', [states]],
    ['source_gap', 'coalesce(gap_to, gap_from) < ?', [states]],
    ['telemetry_commit', 'at < ?', [states]],
    // of each minute the last version stays, to go back to
    [
      'telemetry_commit',
      `at < ? and exists (select 1 from telemetry_commit n where n.version > t.version and n.at / 60000 = t.at / 60000 and n.at < ?)`,
      [thinned, thinned],
    ],
    [
      'dead_letter',
      `id <= (select max(id) from dead_letter) - ${KEPT_DEAD_LETTERS}`,
      [],
    ],
  ];
  let rows = 0;
  for (const [table, condition, bindings] of deletes) {
    rows += await deleteInSteps(knex, table, condition, bindings);
  }
  return rows;
}

async function deleteInSteps(
  knex: Knex,
  table: string,
  condition: string,
  bindings: Knex.RawBinding[],
): Promise<number> {
  let rows = 0;
  for (;;) {
    const { rowCount } = await knex.raw<{ rowCount: number }>(
      `delete from ${table} where ctid = any(array(select t.ctid from ${table} t where ${condition} limit ${DELETE_ROWS}))`,
      bindings,
    );
    rows += rowCount;
    if (rowCount < DELETE_ROWS) {
      return rows;
    }
  }
}

/** Drops the oldest partitions until the base fits; the newest of each table stays. */
async function shrink(knex: Knex, maxBytes: number): Promise<number> {
  let rows = 0;
  for (;;) {
    if ((await readBytes(knex)) <= maxBytes) {
      return rows;
    }
    const candidates: Array<{ table: SlottedTable; slot: number }> = [];
    for (const table of [
      'point',
      'signal_window',
      'point_rollup',
      'signal_window_rollup',
    ] as const) {
      const slots = await listSlots(knex, table);
      candidates.push(...slots.slice(0, -1).map(slot => ({ table, slot })));
    }
    candidates.sort(
      (a, b) => slotEnd(a.table, a.slot) - slotEnd(b.table, b.slot),
    );
    const [oldest] = candidates;
    if (!oldest) {
      return rows;
    }
    const dropped = await dropUnlessRead(knex, oldest.table, oldest.slot);
    rows += dropped;
    if ((await listSlots(knex, oldest.table)).includes(oldest.slot)) {
      return rows;
    }
  }
}
