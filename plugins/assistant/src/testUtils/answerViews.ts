import { type AnswerView, newAnswerView } from '../conversation/answerView';
import { viewStoredAnswer } from '../conversation/conversationReducer';
import { storedAnswer } from './answers';

/** The complete how-to answer as a component gets it, with what a test changes. */
export function howToView(changes: Partial<AnswerView> = {}): AnswerView {
  return { ...viewStoredAnswer(storedAnswer()), key: 'k', ...changes };
}

/** An answer of which nothing came yet. */
export function emptyView(changes: Partial<AnswerView> = {}): AnswerView {
  return {
    ...newAnswerView({ key: 'k', question: 'How?', askedAt: '' }),
    ...changes,
  };
}
