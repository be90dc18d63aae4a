import type {
  AnswerEvent,
  Conversation,
  StoredAnswer,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type AnswerStatus,
  type AnswerView,
  type AskFailure,
  applyAnswerEvent,
  isRunning,
  newAnswerView,
} from './answerView';

/** One thread of questions and answers as the page shows it. */
export type ConversationState = {
  conversationId?: string;
  title?: string;
  answers: AnswerView[];
};

export const emptyConversation: ConversationState = { answers: [] };

export type ConversationAction =
  | { type: 'cleared' }
  | { type: 'loaded'; conversation: Conversation }
  | { type: 'shared-answer-loaded'; answer: StoredAnswer }
  | { type: 'asked'; key: string; question: string; askedAt: string }
  | { type: 'event-received'; key: string; event: AnswerEvent }
  | { type: 'connection-lost'; key: string }
  | { type: 'settled'; key: string; answer: StoredAnswer }
  | { type: 'stopped'; key: string }
  | { type: 'failed'; key: string; failure: AskFailure }
  | { type: 'removed'; key: string }
  | { type: 'rated'; key: string; rating?: AnswerView['rating'] };

/** Pure: the hooks feed it, the components read what it gives. */
export function conversationReducer(
  state: ConversationState,
  action: ConversationAction,
): ConversationState {
  switch (action.type) {
    case 'cleared':
      return emptyConversation;
    case 'loaded':
      return {
        conversationId: action.conversation.id,
        title: action.conversation.title,
        answers: action.conversation.answers.map(viewStoredAnswer),
      };
    case 'shared-answer-loaded':
      return { answers: [viewStoredAnswer(action.answer)] };
    case 'asked': {
      const { type: _type, ...options } = action;
      return { ...state, answers: [...state.answers, newAnswerView(options)] };
    }
    case 'removed':
      return {
        ...state,
        answers: state.answers.filter(({ key }) => key !== action.key),
      };
    case 'event-received':
      return receiveEvent(state, action.key, action.event);
    case 'connection-lost':
      return endAs(state, action.key, { status: 'reconnecting' });
    case 'settled':
      return updateAnswer(state, action.key, ({ key }) => ({
        ...viewStoredAnswer(action.answer),
        key,
      }));
    case 'stopped':
      return endAs(state, action.key, { status: 'stopped' });
    case 'failed':
      return endAs(state, action.key, {
        status: 'failed',
        failure: action.failure,
      });
    case 'rated':
      return updateAnswer(state, action.key, answer => ({
        ...answer,
        rating: action.rating,
      }));
    default:
      return state;
  }
}

function receiveEvent(
  state: ConversationState,
  key: string,
  event: AnswerEvent,
): ConversationState {
  const next = updateAnswer(state, key, answer =>
    applyAnswerEvent(answer, event),
  );
  // a late event of a thread that was left must not rename the one that is open now
  const known = state.answers.some(answer => answer.key === key);
  return known && event.type === 'answer-start'
    ? { ...next, conversationId: event.conversationId }
    : next;
}

function endAs(
  state: ConversationState,
  key: string,
  change: { status: AnswerStatus; failure?: AskFailure },
): ConversationState {
  return updateAnswer(state, key, answer =>
    isRunning(answer) ? { ...answer, ...change } : answer,
  );
}

function updateAnswer(
  state: ConversationState,
  key: string,
  update: (answer: AnswerView) => AnswerView,
): ConversationState {
  return {
    ...state,
    answers: state.answers.map(answer =>
      answer.key === key ? update(answer) : answer,
    ),
  };
}

/** Plays the stored events again; the state that the server tells wins over what they say. */
export function viewStoredAnswer(stored: StoredAnswer): AnswerView {
  const { answerId, question, askedAt, rating, events } = stored;
  const played = events.reduce(
    applyAnswerEvent,
    newAnswerView({ key: answerId, question, askedAt }),
  );
  const status: AnswerStatus =
    stored.state === 'running' ? 'streaming' : stored.state;
  return { ...played, answerId, question, rating, status };
}
