import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** How a build goes or went. */
export async function readBuild(
  knex: Knex,
  buildId: string,
): Promise<BuildProgress | undefined> {
  const [row] = await selectRows<{ progress: BuildProgress }>(
    knex,
    'select progress from base_build where id = ?',
    [buildId],
  );
  return row?.progress;
}

/** The running build, else the last one. */
export async function readLastBuild(
  knex: Knex,
): Promise<BuildProgress | undefined> {
  const [row] = await selectRows<{ progress: BuildProgress }>(
    knex,
    `select progress from base_build where base = 'documents' order by (state = 'running') desc, started_at desc limit 1`,
  );
  return row?.progress;
}
