import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Builds that are remembered. */
const KEEP = 100;

/** Takes the lease of a base, or gives the build that has it. */
export async function claimBuild(
  knex: Knex,
  options: { progress: BuildProgress; owner: string },
): Promise<BuildProgress | undefined> {
  const { progress, owner } = options;
  const claimed = await selectRows(
    knex,
    `insert into base_build (id, state, progress, started_at, owner)
     values (:id, 'running', :progress, :startedAt, :owner)
     on conflict (base) where state = 'running' do nothing returning id`,
    {
      id: progress.buildId,
      progress: JSON.stringify(progress),
      startedAt: progress.startedAt,
      owner,
    },
  );
  if (claimed.length > 0) {
    await knex.raw(
      `delete from base_build where id not in (select id from base_build order by started_at desc limit ${KEEP})`,
    );
    return undefined;
  }
  const [running] = await selectRows<{ progress: BuildProgress }>(
    knex,
    `select progress from base_build where base = 'documents' and state = 'running'`,
  );
  // it ended this moment: the next try finds the place free
  return running ? running.progress : claimBuild(knex, options);
}
