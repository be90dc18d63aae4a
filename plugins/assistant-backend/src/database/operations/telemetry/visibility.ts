import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Which versions a reader sees: none after `version`, and none of a hidden range. */
export interface Visibility {
  version: number;
  hidden: ReadonlyArray<{ from: number; to: number }>;
}

/** What is visible now, or was as of a version. */
export async function readVisibility(
  knex: Knex,
  asOf?: number,
): Promise<Visibility> {
  const [row] = await selectRows<{
    version: string;
    hidden: Array<{ from: number; to: number }>;
  }>(
    knex,
    `select v.version, coalesce((select json_agg(json_build_object('from', version_from, 'to', version_to) order by version_from, version_to)
       from hidden_range), '[]') as hidden from telemetry_version v`,
  );
  return {
    version: Math.min(Number(row.version), asOf ?? Infinity),
    hidden: mergeRanges(row.hidden),
  };
}

/** Condition on a column with versions. Numbers alone stand in it, so it needs no bindings. */
export function visibleVersions(
  { version, hidden }: Visibility,
  column: string,
): string {
  const conditions = [
    `${column} <= ${whole(version)}`,
    ...hidden.map(
      ({ from, to }) => `${column} not between ${whole(from)} and ${whole(to)}`,
    ),
  ];
  return `(${conditions.join(' and ')})`;
}

export function isVisible(visibility: Visibility, version: number): boolean {
  return (
    version <= visibility.version &&
    !visibility.hidden.some(({ from, to }) => version >= from && version <= to)
  );
}

/** Ranges overlap when somebody went back twice; reads look at as few as possible. */
function mergeRanges(ranges: ReadonlyArray<{ from: number; to: number }>) {
  const merged: Array<{ from: number; to: number }> = [];
  for (const { from, to } of ranges) {
    const last = merged.at(-1);
    if (last && from <= last.to + 1) {
      last.to = Math.max(last.to, to);
    } else {
      merged.push({ from, to });
    }
  }
  return merged;
}

function whole(version: number): number {
  if (!Number.isSafeInteger(version)) {
    throw new Error(`${version} is no version`);
  }
  return version;
}
