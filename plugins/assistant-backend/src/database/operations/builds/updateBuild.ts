import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { BuildLease } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Writes how the owner's build goes, which is also its sign of life. */
export async function updateBuild(
  knex: Knex,
  options: { progress: BuildProgress; owner: string },
): Promise<BuildLease> {
  const { progress, owner } = options;
  const [row] = await selectRows<{ cancelRequested: boolean }>(
    knex,
    `update base_build set progress = :progress, state = :state, owner_seen_at = now()
     where id = :id and owner = :owner and state = 'running'
     returning cancel_requested as "cancelRequested"`,
    {
      id: progress.buildId,
      owner,
      state: progress.state,
      progress: JSON.stringify(progress),
    },
  );
  return row
    ? { held: true, cancelRequested: row.cancelRequested }
    : { held: false, cancelRequested: false };
}

/** Asks whoever builds to stop. */
export async function requestBuildCancel(
  knex: Knex,
  buildId: string,
): Promise<void> {
  await knex('base_build')
    .where({ id: buildId, state: 'running' })
    .update({ cancel_requested: true });
}
