import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type {
  AnswerEnd,
  AnswerReader,
  AnswerRecord,
  AnswerStore,
} from '../../ask/ports';
import { failOrphanedAnswers } from '../operations/answers/failOrphanedAnswers';
import { finishAnswer } from '../operations/answers/finishAnswer';
import { insertAnswer } from '../operations/answers/insertAnswer';
import { insertEvents } from '../operations/answers/insertEvents';
import { readAnswers } from '../operations/answers/readAnswers';
import { readEvents } from '../operations/answers/readEvents';
import { readHistory } from '../operations/answers/readHistory';
import {
  readStopRequest,
  requestStop,
} from '../operations/answers/requestStop';
import { upsertFeedback } from '../operations/answers/upsertFeedback';
import type { ProcessRegistry } from '../ProcessRegistry';
import { isUuid } from '../sql';
import type { ConversationJournal } from './ConversationJournal';

/** Answers in the database: written by the replica that answers, read by all. */
export class DatabaseAnswerStore implements AnswerStore, AnswerReader {
  readonly #knex: Knex;
  readonly #processes: ProcessRegistry;
  readonly #journal: ConversationJournal;

  constructor(options: {
    knex: Knex;
    processes: ProcessRegistry;
    journal: ConversationJournal;
  }) {
    this.#knex = options.knex;
    this.#processes = options.processes;
    this.#journal = options.journal;
  }

  async begin(options: Parameters<AnswerStore['begin']>[0]) {
    const conversationId = options.conversationId ?? randomUUID();
    await insertAnswer(this.#knex, {
      ...options,
      conversationId,
      first: options.conversationId === undefined,
      process: this.#processes.self,
    });
    return { conversationId };
  }

  append(options: Parameters<AnswerStore['append']>[0]) {
    return insertEvents(this.#knex, options);
  }

  async finish(end: AnswerEnd) {
    await finishAnswer(this.#knex, end);
    await this.#journal.answerFinished(end.answerId);
  }

  async history(options: Parameters<AnswerStore['history']>[0]) {
    return isUuid(options.conversationId)
      ? readHistory(this.#knex, options)
      : [];
  }

  isStopRequested(answerId: string) {
    return readStopRequest(this.#knex, answerId);
  }

  async read(answerId: string): Promise<AnswerRecord | undefined> {
    const [answer] = isUuid(answerId)
      ? await readAnswers(this.#knex, { answerId })
      : [];
    return answer;
  }

  async readEvents(options: Parameters<AnswerReader['readEvents']>[0]) {
    return isUuid(options.answerId) ? readEvents(this.#knex, options) : [];
  }

  async requestStop(answerId: string) {
    if (isUuid(answerId)) {
      await requestStop(this.#knex, answerId);
    }
  }

  async setFeedback(options: Parameters<AnswerReader['setFeedback']>[0]) {
    if (isUuid(options.answerId)) {
      await upsertFeedback(this.#knex, options);
      await this.#journal.feedbackGiven(options.answerId);
    }
  }

  /** Ends answers of processes that died. */
  recover(): Promise<number> {
    return failOrphanedAnswers(this.#knex, this.#processes);
  }
}
