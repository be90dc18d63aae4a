import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { PastAnswer } from '../../../ask/ports';
import { selectRows } from '../../sql';
import { readableSql } from './readableSql';

/** Newest answers of a conversation that the reader may still see, oldest first. */
export async function readHistory(
  knex: Knex,
  options: {
    conversationId: string;
    ownerRef: string;
    filter: ReadFilter;
    limit: number;
  },
): Promise<PastAnswer[]> {
  const readable = readableSql(options.filter);
  const rows = await selectRows<PastAnswer>(
    knex,
    `select a.question, a.text as answer,
       array(select e.ref from answer_entity n join entity e on e.id = n.entity_id where n.answer_id = a.id and n.asked order by e.ref) as "entityRefs"
     from answer a where a.conversation_id = ? and a.owner_ref = ? and a.state <> 'running' and ${readable.sql}
     order by a.asked_at desc, a.id desc limit ?`,
    [
      options.conversationId,
      options.ownerRef,
      ...readable.bindings,
      options.limit,
    ],
  );
  return rows.reverse();
}
