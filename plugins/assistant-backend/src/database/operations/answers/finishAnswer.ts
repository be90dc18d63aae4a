import type {
  AnswerBasis,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { storableText } from '../../sql';

/** Closes an answer. One that was already closed, by whoever took its process for dead, stays so. */
export async function finishAnswer(
  knex: Knex,
  end: {
    answerId: string;
    state: 'complete' | 'stopped' | 'failed';
    language: Language;
    text: string;
    basis: AnswerBasis;
    at: Date;
  },
): Promise<void> {
  await knex('answer')
    .where({ id: end.answerId, state: 'running' })
    .update({
      state: end.state,
      language: end.language,
      text: storableText(end.text),
      documents_generation: end.basis.documents?.generation ?? null,
      telemetry_version: end.basis.telemetry?.version ?? null,
      finished_at: end.at,
    });
}
