import type {
  AnswerEvent,
  AssistantApi,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { answerEnd, conversation, howToEvents, storedAnswer } from './answers';
import { fakeAssistantApi, streamOf } from './fakeAssistantApi';

/**
 * A backend that does what the real one does with one answer: it stores what it sends, works on
 * only as long as somebody reads, and tells the rest to whoever comes back.
 */
export function fakeServer(options: { sends: number }) {
  const kept: AnswerEvent[] = [];
  let state: 'none' | 'running' | 'complete' | 'stopped' = 'none';

  const end = (status: 'complete' | 'stopped') => {
    state = status;
    const last: AnswerEvent = { ...answerEnd, status, sequence: kept.length };
    kept.push(last);
    return last;
  };
  const stored = () =>
    storedAnswer({
      state: state === 'none' ? 'running' : state,
      events: [...kept],
    });
  const ask: AssistantApi['ask'] = async function* work(_request, request) {
    state = 'running';
    for (const event of howToEvents.slice(0, options.sends)) {
      kept.push(event);
      yield event;
    }
    await new Promise<void>(resolve => {
      request?.signal?.addEventListener('abort', () => resolve());
    });
    throw new DOMException('The reader left.', 'AbortError');
  };
  const api = fakeAssistantApi({
    ask,
    resume: (_id, after) => streamOf(kept.slice(after + 1)),
    getAnswer: async () => stored(),
    getConversation: async () => conversation({ answers: [stored()] }),
  });
  return { api, end };
}
