import type { Knex } from 'knex';
import type { AnswerRecord } from '../../../ask/ports';
import { selectRows } from '../../sql';

/** Stored answers with all that their reader needs rights on, oldest first. */
export async function readAnswers(
  knex: Knex,
  where: { answerId: string } | { conversationId: string },
): Promise<AnswerRecord[]> {
  const [column, id] =
    'answerId' in where
      ? ['a.id', where.answerId]
      : ['a.conversation_id', where.conversationId];
  const rows = await selectRows<
    Omit<AnswerRecord, 'rating'> & { rating: AnswerRecord['rating'] | null }
  >(
    knex,
    `select a.id as "answerId", a.conversation_id as "conversationId", a.owner_ref as "ownerRef", a.question,
       a.asked_at as "askedAt", a.state, a.text, f.rating,
       array(select e.ref from answer_entity n join entity e on e.id = n.entity_id where n.answer_id = a.id order by e.ref) as "entityRefs",
       coalesce((select jsonb_agg(to_jsonb(u.audience)) from answer_audience u where u.answer_id = a.id), '[]') as audiences
     from answer a left join feedback f on f.answer_id = a.id and f.owner_ref = a.owner_ref
     where ${column} = ? order by a.asked_at, a.id`,
    [id],
  );
  return rows.map(({ rating, ...row }) => (rating ? { ...row, rating } : row));
}
