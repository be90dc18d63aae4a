import type { Knex } from 'knex';
import { resolveEntities } from '../documents/resolveEntities';
import type { AnswerLine, ConversationLine } from './exportConversations';

/** Takes one line of the copy in; of two lines about one thing the later one counts. */
export async function importLine(
  knex: Knex,
  line: ConversationLine,
): Promise<void> {
  await knex.transaction(async tx => {
    switch (line.kind) {
      case 'conversation':
        await tx('conversation')
          .insert({
            id: line.id,
            owner_ref: line.ownerRef,
            title: line.title,
            pinned: line.pinned,
            created_at: line.createdAt,
            updated_at: line.updatedAt,
          })
          .onConflict('id')
          .merge();
        break;
      case 'answer':
        await importAnswer(tx, line);
        break;
      case 'feedback':
        await tx('feedback')
          .insert({
            answer_id: line.answerId,
            owner_ref: line.ownerRef,
            rating: line.rating,
            comment: line.comment,
            documents_generation: line.documentsGeneration,
            telemetry_version: line.telemetryVersion,
            given_at: line.givenAt,
          })
          .onConflict(['answer_id', 'owner_ref'])
          .merge();
        break;
      default:
        throw new Error('unknown kind of line');
    }
  });
}

async function importAnswer(tx: Knex.Transaction, line: AnswerLine) {
  await tx('answer').where({ id: line.id }).delete();
  await tx('answer').insert({
    id: line.id,
    conversation_id: line.conversationId,
    owner_ref: line.ownerRef,
    question: line.question,
    language: line.language,
    asked_at: line.askedAt,
    finished_at: line.finishedAt,
    state: line.state,
    text: line.text,
    documents_generation: line.documentsGeneration,
    telemetry_version: line.telemetryVersion,
    process: 'imported',
    process_seen_at: line.askedAt,
  });
  const ids = await resolveEntities(
    tx,
    line.entities.map(({ ref }) => ref),
  );
  for (const { ref, asked } of line.entities) {
    await tx('answer_entity').insert({
      answer_id: line.id,
      entity_id: ids.get(ref),
      asked,
    });
  }
  for (const audience of line.audiences) {
    await tx.raw(
      'insert into answer_audience (answer_id, audience) values (?, ?::text[])',
      [line.id, audience],
    );
  }
  await tx.raw(
    `insert into answer_event (answer_id, sequence, event)
     select ?, x.sequence, x.event from jsonb_to_recordset(?::jsonb) as x(sequence int, event jsonb)`,
    [line.id, JSON.stringify(line.events)],
  );
}
