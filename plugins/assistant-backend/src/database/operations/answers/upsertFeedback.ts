import type { Knex } from 'knex';
import { storableText } from '../../sql';

/** Keeps what a person thinks of an answer, with the versions that it rests on; the last word counts. */
export async function upsertFeedback(
  knex: Knex,
  feedback: {
    answerId: string;
    ownerRef: string;
    rating: 'helpful' | 'not-helpful';
    comment?: string;
    at: Date;
  },
): Promise<void> {
  await knex.raw(
    `insert into feedback (answer_id, owner_ref, rating, comment, documents_generation, telemetry_version, given_at)
     select id, :owner, :rating, :comment, documents_generation, telemetry_version, :at from answer where id = :answer
     on conflict (answer_id, owner_ref) do update
     set rating = excluded.rating, comment = excluded.comment, given_at = excluded.given_at`,
    {
      answer: feedback.answerId,
      owner: feedback.ownerRef,
      rating: feedback.rating,
      comment: feedback.comment ? storableText(feedback.comment) : null,
      at: feedback.at,
    },
  );
}
