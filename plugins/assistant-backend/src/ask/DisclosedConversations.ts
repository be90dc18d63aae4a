import { NotFoundError } from '@backstage/errors';
import type {
  AnswerEvent,
  Conversation,
  ConversationList,
  ConversationSummary,
  ConversationUpdate,
  FeedbackRequest,
  StoredAnswer,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { exportConversation } from './exportConversation';
import { mayRead } from './mayRead';
import type {
  AnswerReader,
  AnswerRecord,
  ConversationRecord,
  ConversationStore,
} from './ports';
import type { ResolvedAsker } from '../access';
import type { Asker } from './stages';

/** More events than any answer has. */
const MAX_EVENTS = 10_000;

/** @internal */
export interface DisclosedConversationsOptions {
  conversations: ConversationStore;
  answers: AnswerReader;
  now: () => Date;
}

/**
 * Conversations and answers as their reader may see them at this moment.
 *
 * An answer needs the reader's rights on everything that it rests on. In one's own history it is
 * withheld otherwise, with the question left; by link it is then as if it did not exist.
 */
export class DisclosedConversations {
  readonly #options: DisclosedConversationsOptions;

  constructor(options: DisclosedConversationsOptions) {
    this.#options = options;
  }

  async list(
    reader: ResolvedAsker,
    query: {
      search?: string;
      entityRef?: string;
      limit: number;
      offset: number;
    },
  ): Promise<ConversationList> {
    const { items, totalItems } = await this.#options.conversations.list({
      ...query,
      ownerRef: reader.asker.userRef,
      filter: reader.asker.filter,
    });
    return { items: items.map(item => summarize(reader, item)), totalItems };
  }

  async get(reader: ResolvedAsker, id: string): Promise<Conversation> {
    const { asker } = reader;
    const { conversation, answers } = found(
      await this.#options.conversations.get({ id, ownerRef: asker.userRef }),
    );
    return {
      ...summarize(reader, conversation),
      answers: await Promise.all(
        answers.map(answer => this.#disclose(asker, answer)),
      ),
    };
  }

  async export(reader: ResolvedAsker, id: string): Promise<string> {
    return exportConversation(await this.get(reader, id));
  }

  async update(
    reader: ResolvedAsker,
    id: string,
    update: ConversationUpdate,
  ): Promise<ConversationSummary> {
    const { conversations, now } = this.#options;
    const updated = await conversations.update({
      id,
      ownerRef: reader.asker.userRef,
      ...update,
      at: now(),
    });
    return summarize(reader, found(updated));
  }

  async delete(ownerRef: string, id: string): Promise<void> {
    if (!(await this.#options.conversations.delete({ id, ownerRef }))) {
      throw noConversation();
    }
  }

  /** An answer by its link. */
  async getAnswer(asker: Asker, answerId: string): Promise<StoredAnswer> {
    return this.#disclose(asker, await this.#findAnswer(asker, answerId));
  }

  /** Events after a number, and whether more may come. */
  async readEvents(
    asker: Asker,
    options: { answerId: string; after: number },
  ): Promise<{ events: AnswerEvent[]; running: boolean }> {
    // the state is read first: events that come between the two reads are then asked for again
    const answer = await this.#findAnswer(asker, options.answerId);
    const events = mayRead(asker, answer)
      ? await this.#options.answers.readEvents({
          ...options,
          limit: MAX_EVENTS,
        })
      : [];
    return {
      events,
      running: answer.state === 'running' && mayRead(asker, answer),
    };
  }

  /** Asks the replica that answers to stop; only who asked may. */
  async stop(asker: Asker, answerId: string): Promise<void> {
    const answer = await this.#options.answers.read(answerId);
    if (answer?.ownerRef !== asker.userRef) {
      throw noAnswer();
    }
    await this.#options.answers.requestStop(answerId);
  }

  async sendFeedback(
    asker: Asker,
    answerId: string,
    feedback: FeedbackRequest,
  ): Promise<void> {
    await this.#findAnswer(asker, answerId);
    const { answers, now } = this.#options;
    await answers.setFeedback({
      answerId,
      ownerRef: asker.userRef,
      ...feedback,
      at: now(),
    });
  }

  /**
   * Own answers are found always, those of others only with rights on all they rest on, and only
   * when they are complete: what a running one will rest on is not known yet.
   */
  async #findAnswer(asker: Asker, answerId: string): Promise<AnswerRecord> {
    const answer = await this.#options.answers.read(answerId);
    const own = answer?.ownerRef === asker.userRef;
    if (
      !answer ||
      (!own && (answer.state === 'running' || !mayRead(asker, answer)))
    ) {
      throw noAnswer();
    }
    return answer;
  }

  async #disclose(asker: Asker, answer: AnswerRecord): Promise<StoredAnswer> {
    const { answerId, conversationId, question, askedAt, state, rating } =
      answer;
    const common = {
      answerId,
      conversationId,
      question,
      askedAt: askedAt.toISOString(),
    };
    if (!mayRead(asker, answer)) {
      return { ...common, state: 'withheld', events: [] };
    }
    const events = await this.#options.answers.readEvents({
      answerId,
      after: -1,
      limit: MAX_EVENTS,
    });
    return { ...common, state, events, rating };
  }
}

function summarize(
  { asker, snapshot }: ResolvedAsker,
  record: ConversationRecord,
): ConversationSummary {
  const { id, title, pinned, entityRefs, createdAt, updatedAt } = record;
  return {
    id,
    title,
    pinned,
    entities: entityRefs
      .filter(ref => asker.levelOf(ref) !== 'none')
      .map(ref => {
        const view = snapshot.get(ref);
        return { entityRef: ref, title: view?.title ?? view?.name ?? ref };
      }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

function found<T>(record: T | undefined): T {
  if (record === undefined) {
    throw noConversation();
  }
  return record;
}

const noConversation = () => new NotFoundError('There is no such conversation');
const noAnswer = () => new NotFoundError('There is no such answer');
