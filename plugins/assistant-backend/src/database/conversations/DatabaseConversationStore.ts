import type { Knex } from 'knex';
import type { ConversationStore } from '../../ask/ports';
import { readAnswers } from '../operations/answers/readAnswers';
import {
  deleteConversation,
  purgeConversations,
} from '../operations/conversations/deleteConversations';
import { listConversations } from '../operations/conversations/listConversations';
import { readConversation } from '../operations/conversations/readConversation';
import { updateConversation } from '../operations/conversations/updateConversation';
import { isUuid } from '../sql';
import type { ConversationJournal } from './ConversationJournal';

/** Conversations in the database. */
export class DatabaseConversationStore implements ConversationStore {
  readonly #knex: Knex;
  readonly #journal: ConversationJournal;

  constructor(options: { knex: Knex; journal: ConversationJournal }) {
    this.#knex = options.knex;
    this.#journal = options.journal;
  }

  list(options: Parameters<ConversationStore['list']>[0]) {
    return listConversations(this.#knex, options);
  }

  async get(options: { id: string; ownerRef: string }) {
    const conversation = isUuid(options.id)
      ? await readConversation(this.#knex, options)
      : undefined;
    return (
      conversation && {
        conversation,
        answers: await readAnswers(this.#knex, { conversationId: options.id }),
      }
    );
  }

  async update(options: Parameters<ConversationStore['update']>[0]) {
    if (
      !isUuid(options.id) ||
      !(await updateConversation(this.#knex, options))
    ) {
      return undefined;
    }
    await this.#journal.conversationChanged(options.id);
    return readConversation(this.#knex, options);
  }

  async delete(options: { id: string; ownerRef: string }) {
    const deleted =
      isUuid(options.id) && (await deleteConversation(this.#knex, options));
    if (deleted) {
      await this.#journal.conversationsDeleted();
    }
    return deleted;
  }

  /** Deletes what is older than the retention; pinned conversations stay. */
  async purge(options: { before: Date }): Promise<number> {
    const purged = await purgeConversations(this.#knex, options);
    if (purged > 0) {
      await this.#journal.conversationsDeleted();
    }
    return purged;
  }
}
