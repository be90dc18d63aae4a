import type { AnswerEventBody } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import type { ProcessRegistry } from '../../ProcessRegistry';
import { selectRows } from '../../sql';

const END: AnswerEventBody = {
  type: 'answer-end',
  status: 'failed',
  tookMs: 0,
  basis: {},
};

/** Ends answers whose process is gone, so that nobody waits for them. */
export async function failOrphanedAnswers(
  knex: Knex,
  processes: ProcessRegistry,
): Promise<number> {
  const rows = await selectRows<{
    id: string;
    process: string;
    silent: number;
  }>(
    knex,
    `select id, process, extract(epoch from now() - process_seen_at)::float8 * 1000 as silent
     from answer where state = 'running' and process <> ? order by process_seen_at limit 1000`,
    [processes.self],
  );
  let failed = 0;
  for (const { id, process, silent } of rows) {
    if (await processes.isGone(process, silent)) {
      await fail(knex, id);
      failed++;
    }
  }
  return failed;
}

async function fail(knex: Knex, answerId: string) {
  await knex.transaction(async tx => {
    const changed = await tx('answer')
      .where({ id: answerId, state: 'running' })
      .update({ state: 'failed', finished_at: tx.fn.now() });
    if (changed > 0) {
      await tx.raw(
        `insert into answer_event (answer_id, sequence, event)
         select ?, coalesce(max(sequence) + 1, 0), ?::jsonb from answer_event where answer_id = ?`,
        [answerId, JSON.stringify(END), answerId],
      );
    }
  });
}
