import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { assistantApiRef } from '../api';
import { conversation, howToEvents, storedAnswer } from '../testUtils/answers';
import { fakeAssistantApi, streamOf } from '../testUtils/fakeAssistantApi';
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

  it('shows the kept part of an answer whose server went down', async () => {
    const kept = storedAnswer({
      state: 'failed',
      events: howToEvents.slice(0, 6),
    });
    const api = fakeAssistantApi({
      getConversation: async () => running,
      resume: () => streamOf([]),
      getAnswer: async () => kept,
    });
    const onEnded = jest.fn();
    const { result } = setUp(api, { conversationId: 'c-1', onEnded });
    await waitFor(
      () => expect(result.current.answers[0]?.status).toBe('failed'),
      { timeout: 4_000 },
    );
    expect(result.current.answers[0].blocks).toHaveLength(1);
    expect(result.current.running).toBe(false);
    expect(onEnded).toHaveBeenCalledTimes(1);
  });

  it('says nothing more to a thread that was left, whatever still comes', async () => {
    let go = () => {};
    const api = fakeAssistantApi({
      async *ask() {
        yield howToEvents[0];
        await new Promise<void>(resolve => {
          go = resolve;
        });
        yield* howToEvents.slice(1);
      },
      getConversation: async () =>
        conversation({
          id: 'c-2',
          answers: [storedAnswer({ answerId: 'a-2', conversationId: 'c-2' })],
        }),
    });
    const onEnded = jest.fn();
    const { result, rerender } = setUp(api, { onEnded });
    act(() => result.current.ask({ question: 'How?' }));
    await waitFor(() => expect(result.current.conversationId).toBe('c-1'));
    rerender({ conversationId: 'c-2', onEnded });
    await waitFor(() => expect(result.current.conversationId).toBe('c-2'));
    await act(async () => go());
    expect(result.current.answers.map(a => a.answerId)).toEqual(['a-2']);
    expect(onEnded).not.toHaveBeenCalled();
  });

  it('shows a thread that was opened last, however late another one comes', async () => {
    const slow: Array<() => void> = [];
    const api = fakeAssistantApi({
      getConversation: async id => {
        if (id === 'c-slow') {
          await new Promise<void>(resolve => slow.push(resolve));
        }
        return conversation({ id });
      },
    });
    const { result, rerender } = setUp(api, { conversationId: 'c-slow' });
    expect(result.current.loading).toBe(true);
    rerender({ conversationId: 'c-fast' });
    await waitFor(() => expect(result.current.conversationId).toBe('c-fast'));
    await act(async () => slow.forEach(resolve => resolve()));
    expect(result.current.conversationId).toBe('c-fast');
    const signals = api.getConversation.mock.calls.map(([, o]) => o?.signal);
    expect(signals.map(signal => signal?.aborted)).toEqual([true, false]);
  });

  it('goes on in its conversation, and keeps a rating only when the server did', async () => {
    const api = fakeAssistantApi();
    const { result } = setUp(api, { conversationId: 'c-1' });
    await waitFor(() => expect(result.current.answers).toHaveLength(1));
    act(() => result.current.ask({ question: 'And then?' }));
    expect(api.ask.mock.calls[0][0]).toEqual({
      question: 'And then?',
      conversationId: 'c-1',
    });
    await waitFor(() => expect(result.current.running).toBe(false));

    const [first] = result.current.answers;
    api.sendFeedback.mockRejectedValueOnce(new Error('read only'));
    await expect(
      result.current.rate(first.key, 'a-1', 'helpful'),
    ).rejects.toThrow('read only');
    expect(result.current.answers[0].rating).toBeUndefined();
    await act(() => result.current.rate(first.key, 'a-1', 'not-helpful'));
    expect(result.current.answers[0].rating).toBe('not-helpful');
  });
});
