import { NotFoundError } from '@backstage/errors';
import type { HiddenRange } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

export interface HiddenRangeRow {
  id: number;
  version_from: string;
  version_to: string;
  hidden_at: string;
  hidden_by: string;
}

/**
 * Hides all versions after the given one: one row, whatever the size.
 *
 * The version is locked, so that no commit is half within the range.
 */
export async function hideAfter(
  knex: Knex,
  options: { version: number; by: string; now: number },
): Promise<HiddenRange | undefined> {
  return knex.transaction(async tx => {
    const [current] = await selectRows<{ version: string }>(
      tx,
      'select version from telemetry_version for update',
    );
    const newest = Number(current.version);
    if (options.version >= newest) {
      return undefined;
    }
    const [row] = await selectRows<HiddenRangeRow>(
      tx,
      'insert into hidden_range (version_from, version_to, hidden_at, hidden_by) values (?, ?, ?, ?) returning *',
      [Math.max(0, options.version) + 1, newest, options.now, options.by],
    );
    return toHiddenRange(row);
  });
}

/** @throws NotFoundError when there is no such range, e.g. since somebody else was faster. */
export async function unhide(knex: Knex, id: number): Promise<void> {
  await knex.transaction(async tx => {
    await tx.raw('select version from telemetry_version for update');
    const gone = await selectRows(
      tx,
      'delete from hidden_range where id = ? returning id',
      [id],
    );
    if (gone.length === 0) {
      throw new NotFoundError(
        `There is no hidden range ${id} any more; look at the present state`,
      );
    }
  });
}

export async function listHiddenRanges(knex: Knex): Promise<HiddenRange[]> {
  const rows = await selectRows<HiddenRangeRow>(
    knex,
    'select * from hidden_range order by id desc',
  );
  return rows.map(toHiddenRange);
}

function toHiddenRange(row: HiddenRangeRow): HiddenRange {
  return {
    id: row.id,
    from: Number(row.version_from),
    to: Number(row.version_to),
    hiddenAt: new Date(Number(row.hidden_at)).toISOString(),
    by: row.hidden_by,
  };
}
