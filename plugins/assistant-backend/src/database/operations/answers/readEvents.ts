import type {
  AnswerEvent,
  AnswerEventBody,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Events after a number, in order. */
export async function readEvents(
  knex: Knex,
  options: { answerId: string; after: number; limit: number },
): Promise<AnswerEvent[]> {
  const rows = await selectRows<{ sequence: number; event: AnswerEventBody }>(
    knex,
    `select sequence, event from answer_event where answer_id = ? and sequence > ? order by sequence limit ?`,
    [options.answerId, options.after, options.limit],
  );
  // written by ourselves; TypeScript does not follow the closed union through a spread
  return rows.map(
    ({ sequence, event }) => ({ ...event, sequence } as AnswerEvent),
  );
}
