import type { Knex } from 'knex';
import type { ConversationRecord } from '../../../ask/ports';
import { selectRows } from '../../sql';

/** Columns of a {@link ConversationRecord}, for `conversation c`. */
export const CONVERSATION_COLUMNS = `c.id, c.title, c.pinned, c.created_at as "createdAt", c.updated_at as "updatedAt",
  array(select distinct e.ref from answer a join answer_entity n on n.answer_id = a.id and n.asked
    join entity e on e.id = n.entity_id where a.conversation_id = c.id order by e.ref) as "entityRefs"`;

/** One's own conversation. */
export async function readConversation(
  knex: Knex,
  options: { id: string; ownerRef: string },
): Promise<ConversationRecord | undefined> {
  const [row] = await selectRows<ConversationRecord>(
    knex,
    `select ${CONVERSATION_COLUMNS} from conversation c where c.id = ? and c.owner_ref = ?`,
    [options.id, options.ownerRef],
  );
  return row;
}
