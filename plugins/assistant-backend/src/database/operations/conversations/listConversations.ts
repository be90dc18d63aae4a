import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { ConversationRecord } from '../../../ask/ports';
import { selectRows } from '../../sql';
import { readableSql } from '../answers/readableSql';
import { CONVERSATION_COLUMNS } from './readConversation';

export interface ConversationListQuery {
  ownerRef: string;
  filter: ReadFilter;
  search?: string;
  entityRef?: string;
  limit: number;
  offset: number;
}

type Condition = { sql: string; bindings: Knex.RawBinding[] };

/**
 * One's own conversations, pinned ones first, then the newest.
 *
 * A search finds one's own words, and answers only as far as they may be read now: else it would
 * tell what stands in them.
 */
export async function listConversations(
  knex: Knex,
  query: ConversationListQuery,
): Promise<{ items: ConversationRecord[]; totalItems: number }> {
  const conditions = [
    { sql: 'c.owner_ref = ?', bindings: [query.ownerRef] },
    ...(query.search ? [matches(query.search, query.filter)] : []),
    ...(query.entityRef ? [isAbout(query.entityRef, query.filter)] : []),
  ];
  const where = conditions.map(({ sql }) => sql).join(' and ');
  const bindings = conditions.flatMap(condition => condition.bindings);
  const [{ total }] = await selectRows<{ total: number }>(
    knex,
    `select count(*)::int as total from conversation c where ${where}`,
    bindings,
  );
  const items = await selectRows<ConversationRecord>(
    knex,
    `select ${CONVERSATION_COLUMNS} from conversation c where ${where}
     order by c.pinned desc, c.updated_at desc, c.id limit ? offset ?`,
    [...bindings, query.limit, query.offset],
  );
  return { items, totalItems: total };
}

function matches(search: string, filter: ReadFilter): Condition {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const readable = readableSql(filter);
  return {
    sql: `(c.title ilike ? or exists (select 1 from answer a where a.conversation_id = c.id
      and (a.question ilike ? or (a.text ilike ? and ${readable.sql}))))`,
    bindings: [pattern, pattern, pattern, ...readable.bindings],
  };
}

function isAbout(entityRef: string, { entities }: ReadFilter): Condition {
  const ref = entityRef.toLocaleLowerCase('en-US');
  if (entities.type === 'refs' && !entities.refs.has(ref)) {
    return { sql: 'false', bindings: [] };
  }
  return {
    sql: `exists (select 1 from answer a join answer_entity n on n.answer_id = a.id and n.asked
      join entity e on e.id = n.entity_id where a.conversation_id = c.id and e.ref = ?)`,
    bindings: [ref],
  };
}
