import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import type { ProcessRegistry } from '../../ProcessRegistry';
import { selectRows } from '../../sql';

/**
 * Ends builds whose process is gone, so that the lease is free.
 *
 * @param options.own - whether this process builds nothing now, so that what it seems to build ended
 */
export async function failOrphanedBuilds(
  knex: Knex,
  options: { processes: ProcessRegistry; own: boolean },
): Promise<void> {
  const { processes, own } = options;
  const rows = await selectRows<{
    id: string;
    owner: string;
    silent: number;
    progress: BuildProgress;
  }>(
    knex,
    `select id, owner, progress, extract(epoch from now() - owner_seen_at)::float * 1000 as silent
     from base_build where state = 'running'`,
  );
  for (const { id, owner, silent, progress } of rows) {
    const gone =
      owner === processes.self ? own : await processes.isGone(owner, silent);
    if (gone) {
      const failed: BuildProgress = {
        ...progress,
        state: 'failed',
        finishedAt: new Date().toISOString(),
        failure:
          'The process that built it ended in the middle; start it again',
      };
      await knex('base_build')
        .where({ id, owner, state: 'running' })
        .update({ state: 'failed', progress: JSON.stringify(failed) });
    }
  }
}
