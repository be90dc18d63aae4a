/**
 * Told of each change to conversations, after it is stored.
 *
 * The embedded engine keeps a copy outside of its own files with it; on a server nothing is done.
 */
export interface ConversationJournal {
  answerFinished(answerId: string): Promise<void>;
  conversationChanged(conversationId: string): Promise<void>;
  feedbackGiven(answerId: string): Promise<void>;
  /** Something was deleted: no copy may keep it. */
  conversationsDeleted(): Promise<void>;
}

/** Keeps nothing. */
export const noJournal: ConversationJournal = {
  answerFinished: async () => undefined,
  conversationChanged: async () => undefined,
  feedbackGiven: async () => undefined,
  conversationsDeleted: async () => undefined,
};
