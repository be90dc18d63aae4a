import type { Knex } from 'knex';
import { selectRows } from '../../sql';

const HOUR_MS = 3_600_000;

/** How long a stretch of storing time is that makes one partition. */
const SLOT_MS = {
  point: HOUR_MS,
  point_rollup: 24 * HOUR_MS,
  signal_window: 3 * HOUR_MS,
  signal_window_rollup: 24 * HOUR_MS,
} as const;

export type SlottedTable = keyof typeof SLOT_MS;

/** An attach waits for no reader, but for another attach; a drop waits for readers. */
const LOCK_TIMEOUT = '900ms';

/** Any number that nothing else locks by. */
const ADVISORY_LOCK = 7_232_190_211;

/** Number of the partition that rows stored at a time belong to. */
export function slotOf(table: SlottedTable, storedAt: number): number {
  return Math.max(0, Math.floor(storedAt / SLOT_MS[table]));
}

/** Since when the rows of a partition were stored. */
export function slotEnd(table: SlottedTable, slot: number): number {
  return (slot + 1) * SLOT_MS[table];
}

export function slotTable(table: SlottedTable, slot: number): string {
  // the number becomes part of a name, where no binding can stand
  if (!Number.isSafeInteger(slot) || slot < 0) {
    throw new Error(`${slot} is no number of a partition`);
  }
  return `${table}_s${slot}`;
}

/** Makes a partition, if nobody did. Not within a commit: its locks would last as long. */
export async function createSlot(
  knex: Knex,
  table: SlottedTable,
  slot: number,
): Promise<void> {
  const name = slotTable(table, slot);
  await knex.transaction(async tx => {
    await tx.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await tx.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    if ((await listSlots(tx, table)).includes(slot)) {
      return;
    }
    await tx.raw(
      `create table if not exists ${name} (like ${table} including defaults)`,
    );
    await tx.raw(
      `alter table ${table} attach partition ${name} for values in (${slot})`,
    );
  });
}

/** Partitions of a table, oldest first. */
export async function listSlots(
  knex: Knex,
  table: SlottedTable,
): Promise<number[]> {
  const rows = await selectRows<{ name: string }>(
    knex,
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = to_regclass(?)`,
    [table],
  );
  return rows
    .map(({ name }) => Number(name.slice(table.length + 2)))
    .sort((a, b) => a - b);
}

/** Drops a partition with all its rows. */
export async function dropSlot(
  tx: Knex.Transaction,
  table: SlottedTable,
  slot: number,
): Promise<void> {
  await tx.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
  await tx.raw(`drop table if exists ${slotTable(table, slot)}`);
}
