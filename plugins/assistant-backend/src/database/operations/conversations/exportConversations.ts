import type { Knex } from 'knex';
import { z } from 'zod';
import { selectRows } from '../../sql';

/** Lines of the copy of conversations; they name entities by reference, so any database can take them. */
export const conversationLineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('conversation'),
    id: z.string(),
    ownerRef: z.string(),
    title: z.string(),
    pinned: z.boolean(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
  z.object({
    kind: z.literal('answer'),
    id: z.string(),
    conversationId: z.string(),
    ownerRef: z.string(),
    question: z.string(),
    language: z.string(),
    askedAt: z.string(),
    finishedAt: z.string().nullable(),
    state: z.enum(['complete', 'stopped', 'failed']),
    text: z.string(),
    documentsGeneration: z.number().nullable(),
    telemetryVersion: z.number().nullable(),
    entities: z.array(z.object({ ref: z.string(), asked: z.boolean() })),
    audiences: z.array(z.array(z.string())),
    events: z.array(
      z.object({ sequence: z.number(), event: z.record(z.unknown()) }),
    ),
  }),
  z.object({
    kind: z.literal('feedback'),
    answerId: z.string(),
    ownerRef: z.string(),
    rating: z.enum(['helpful', 'not-helpful']),
    comment: z.string().nullable(),
    documentsGeneration: z.number().nullable(),
    telemetryVersion: z.number().nullable(),
    givenAt: z.string(),
  }),
]);

/** @internal */
export type ConversationLine = z.infer<typeof conversationLineSchema>;
export type AnswerLine = Extract<ConversationLine, { kind: 'answer' }>;

const CONVERSATION = `select jsonb_build_object('kind', 'conversation', 'id', c.id, 'ownerRef', c.owner_ref, 'title', c.title,
  'pinned', c.pinned, 'createdAt', c.created_at, 'updatedAt', c.updated_at) as line from conversation c`;

// an answer that still runs is written when it ends
const ANSWER = `select jsonb_build_object('kind', 'answer', 'id', a.id, 'conversationId', a.conversation_id, 'ownerRef', a.owner_ref,
  'question', a.question, 'language', a.language, 'askedAt', a.asked_at, 'finishedAt', a.finished_at, 'state', a.state,
  'text', a.text, 'documentsGeneration', a.documents_generation, 'telemetryVersion', a.telemetry_version,
  'entities', coalesce((select jsonb_agg(jsonb_build_object('ref', e.ref, 'asked', n.asked) order by e.ref)
    from answer_entity n join entity e on e.id = n.entity_id where n.answer_id = a.id), '[]'),
  'audiences', coalesce((select jsonb_agg(to_jsonb(u.audience)) from answer_audience u where u.answer_id = a.id), '[]'),
  'events', coalesce((select jsonb_agg(jsonb_build_object('sequence', v.sequence, 'event', v.event) order by v.sequence)
    from answer_event v where v.answer_id = a.id), '[]')) as line
  from answer a where a.state <> 'running'`;

const FEEDBACK = `select jsonb_build_object('kind', 'feedback', 'answerId', f.answer_id, 'ownerRef', f.owner_ref, 'rating', f.rating,
  'comment', f.comment, 'documentsGeneration', f.documents_generation, 'telemetryVersion', f.telemetry_version,
  'givenAt', f.given_at) as line from feedback f`;

const BATCH = 100;

export function exportConversation(knex: Knex, conversationId: string) {
  return readLines(knex, `${CONVERSATION} where c.id = ?`, [conversationId]);
}

/** The answer after the conversation that it belongs to. */
export async function exportAnswer(knex: Knex, answerId: string) {
  return [
    ...(await readLines(
      knex,
      `${CONVERSATION} join answer a on a.conversation_id = c.id where a.id = ?`,
      [answerId],
    )),
    ...(await readLines(knex, `${ANSWER} and a.id = ?`, [answerId])),
  ];
}

export function exportFeedback(knex: Knex, answerId: string) {
  return readLines(knex, `${FEEDBACK} where f.answer_id = ?`, [answerId]);
}

/** Everything, in an order that can be taken in from top to bottom. */
export async function* exportAll(
  knex: Knex,
): AsyncGenerator<ConversationLine[]> {
  yield* inBatches(knex, `${CONVERSATION} where c.id > ?`, 'c.id', 'id');
  yield* inBatches(knex, `${ANSWER} and a.id > ?`, 'a.id', 'id');
  yield* inBatches(
    knex,
    `${FEEDBACK} where f.answer_id > ?`,
    'f.answer_id',
    'answerId',
  );
}

async function* inBatches(
  knex: Knex,
  statement: string,
  column: string,
  key: 'id' | 'answerId',
) {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const lines = await readLines(
      knex,
      // ties: several people may judge one answer, so the last batch takes them all
      `${statement} order by ${column} fetch first ${BATCH} rows with ties`,
      [after],
    );
    if (lines.length === 0) {
      return;
    }
    yield lines;
    const last: Record<string, unknown> = lines[lines.length - 1];
    after = String(last[key]);
  }
}

async function readLines(
  knex: Knex,
  statement: string,
  bindings: string[],
): Promise<ConversationLine[]> {
  const rows = await selectRows<{ line: unknown }>(knex, statement, bindings);
  return rows.map(({ line }) => conversationLineSchema.parse(line));
}
