import { NotFoundError } from '@backstage/errors';
import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { isUuid, storableText } from '../../sql';

export interface NewAnswer {
  answerId: string;
  conversationId: string;
  /** Whether the conversation begins with this answer. */
  first: boolean;
  ownerRef: string;
  question: string;
  title: string;
  language: Language;
  at: Date;
  process: string;
}

/** Opens an answer, and with it a conversation if it is the first. */
export async function insertAnswer(
  knex: Knex,
  options: NewAnswer,
): Promise<void> {
  const { answerId, conversationId, ownerRef, at } = options;
  await knex.transaction(async tx => {
    if (options.first) {
      await tx('conversation').insert({
        id: conversationId,
        owner_ref: ownerRef,
        title: storableText(options.title),
        created_at: at,
        updated_at: at,
      });
    } else if (!(await touch(tx, options))) {
      throw new NotFoundError('There is no such conversation');
    }
    await tx('answer').insert({
      id: answerId,
      conversation_id: conversationId,
      owner_ref: ownerRef,
      question: storableText(options.question),
      language: options.language,
      asked_at: at,
      state: 'running',
      process: options.process,
      process_seen_at: tx.fn.now(),
    });
  });
}

async function touch(tx: Knex.Transaction, options: NewAnswer) {
  if (!isUuid(options.conversationId)) {
    return false;
  }
  const changed = await tx('conversation')
    .where({ id: options.conversationId, owner_ref: options.ownerRef })
    .update({ updated_at: options.at });
  return changed > 0;
}
