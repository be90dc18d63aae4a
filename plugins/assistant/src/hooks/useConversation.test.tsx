import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { assistantApiRef } from '../api';
import { conversation, howToEvents, storedAnswer } from '../testUtils/answers';
import { fakeAssistantApi } from '../testUtils/fakeAssistantApi';
import { useConversation } from './useConversation';

function setUp(
  api: ReturnType<typeof fakeAssistantApi>,
  props: Parameters<typeof useConversation>[0] = {},
) {
  return renderHook(useConversation, {
    initialProps: props,
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider apis={[[assistantApiRef, api]]}>
        {children}
      </TestApiProvider>
    ),
  });
}

const running = conversation({
  answers: [
    storedAnswer({ state: 'running', events: howToEvents.slice(0, 5) }),
  ],
});

describe('useConversation', () => {
  it('does not load again the thread that it began itself', async () => {
    const api = fakeAssistantApi();
    const onStarted = jest.fn();
    const onEnded = jest.fn();
    const { result, rerender } = setUp(api, { onStarted, onEnded });
    act(() => result.current.ask({ question: 'How?' }));
    expect(result.current.running).toBe(true);
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith('c-1'));
    rerender({ conversationId: 'c-1', onStarted, onEnded });
    await waitFor(() => expect(onEnded).toHaveBeenCalledTimes(1));
    expect(api.getConversation).not.toHaveBeenCalled();
    expect(result.current.answers[0].status).toBe('complete');
  });

  it('picks up an answer that was running when the thread was opened', async () => {
    const api = fakeAssistantApi({ getConversation: async () => running });
    const { result } = setUp(api, { conversationId: 'c-1' });
    await waitFor(() =>
      expect(result.current.answers[0]?.status).toBe('complete'),
    );
    expect(api.resume).toHaveBeenCalledWith('a-1', 4, expect.anything());
    expect(api.resume).toHaveBeenCalledTimes(1);
  });

  it('ends the work on the server when the thread is left', async () => {
    let signal: AbortSignal | undefined;
    const api = fakeAssistantApi({
      async *ask(_request, options) {
        signal = options?.signal;
        yield howToEvents[0];
        await new Promise(() => {});
      },
    });
    const { result, rerender, unmount } = setUp(api);
    act(() => result.current.ask({ question: 'How?' }));
    await waitFor(() => expect(result.current.conversationId).toBe('c-1'));
    rerender({ conversationId: 'c-2' });
    expect(signal?.aborted).toBe(true);
    await waitFor(() => expect(result.current.conversationId).toBe('c-1'));
    unmount();
  });

  it('takes over after a broken connection and says so meanwhile', async () => {
    const api = fakeAssistantApi({
      async *ask() {
        yield* howToEvents.slice(0, 3);
        throw new TypeError('network error');
      },
    });
    const { result } = setUp(api);
    const seen = new Set<string>();
    act(() => result.current.ask({ question: 'How?' }));
    await waitFor(() => {
      seen.add(result.current.answers[0].status);
      expect(result.current.answers[0].status).toBe('complete');
    });
    expect(seen).toContain('reconnecting');
    expect(result.current.answers[0].citations).toHaveLength(2);
  });

  it('ends an answer itself when the server does not', async () => {
    const api = fakeAssistantApi({
      stop: async () => {
        throw new Error('gone');
      },
      async *ask() {
        yield howToEvents[0];
        await new Promise(() => {});
      },
    });
    const { result } = setUp(api);
    act(() => result.current.ask({ question: 'How?' }));
    await waitFor(() => expect(result.current.conversationId).toBe('c-1'));
    await act(() => result.current.stop());
    expect(result.current.answers[0].status).toBe('stopped');
  });

  it('says why a thread cannot be opened, and tries again', async () => {
    const api = fakeAssistantApi({
      getConversation: async () => {
        throw new Error('no such conversation');
      },
    });
    const { result } = setUp(api, { conversationId: 'c-1' });
    await waitFor(() =>
      expect(result.current.error).toEqual(new Error('no such conversation')),
    );
    api.getConversation.mockResolvedValue(conversation());
    act(() => result.current.reload());
    await waitFor(() => expect(result.current.answers).toHaveLength(1));
    expect(result.current.error).toBeUndefined();
  });
});
