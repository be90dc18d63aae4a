import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { assistantApiRef } from '../api';
import { answerEnd, howToEvents } from '../testUtils/answers';
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

describe('useConversation, when an answer is not to go on', () => {
  it('stops through the server, which ends the stream with what it has', async () => {
    let end = () => {};
    const api = fakeAssistantApi({
      stop: async () => end(),
      async *ask() {
        yield* howToEvents.slice(0, 6);
        await new Promise<void>(resolve => {
          end = resolve;
        });
        yield { ...answerEnd, status: 'stopped', sequence: 6 };
      },
    });
    const { result } = setUp(api);
    act(() => result.current.ask({ question: 'How?' }));
    await waitFor(() =>
      expect(result.current.answers[0].blocks).toHaveLength(1),
    );
    await act(() => result.current.stop());
    await waitFor(() =>
      expect(result.current.answers[0]).toMatchObject({
        status: 'stopped',
        basis: answerEnd.basis,
      }),
    );
    expect(api.stop).toHaveBeenCalledTimes(1);
    // nothing runs any more: nothing is to be stopped
    await act(() => result.current.stop());
    expect(api.stop).toHaveBeenCalledTimes(1);
  });

  it('stops a question that the server has not answered to at all', async () => {
    let signal: AbortSignal | undefined;
    const api = fakeAssistantApi({
      async *ask(_request, options) {
        signal = options?.signal;
        await new Promise(() => {});
      },
    });
    const { result } = setUp(api);
    act(() => result.current.ask({ question: 'How?' }));
    await act(() => result.current.stop());
    expect(result.current.answers[0].status).toBe('stopped');
    expect(signal?.aborted).toBe(true);
    expect(api.stop).not.toHaveBeenCalled();
  });

  it('ends an answer itself when the server does not within its time', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const api = fakeAssistantApi({
        async *ask() {
          yield* howToEvents.slice(0, 6);
          await new Promise(() => {});
        },
      });
      const { result } = setUp(api);
      act(() => result.current.ask({ question: 'How?' }));
      await waitFor(() => expect(result.current.conversationId).toBe('c-1'));
      await act(() => result.current.stop());
      expect(result.current.running).toBe(true);
      act(() => {
        jest.advanceTimersByTime(3_000);
      });
      expect(result.current.answers[0].status).toBe('stopped');
      expect(result.current.answers[0].blocks).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  it('asks a failed question again as it was, in its place', async () => {
    const api = fakeAssistantApi({
      async *ask() {
        throw new TypeError('Failed to fetch');
      },
    });
    const { result } = setUp(api);
    const request = { question: 'How?', entityRef: 'component:default/x' };
    act(() => result.current.ask(request));
    await waitFor(() =>
      expect(result.current.answers[0]).toMatchObject({
        status: 'failed',
        failure: { reason: 'unreachable' },
      }),
    );
    api.ask.mockImplementation(() => streamOf(howToEvents));
    const [{ key }] = result.current.answers;
    act(() => result.current.retry(key, { question: 'something else' }));
    await waitFor(() =>
      expect(result.current.answers.map(a => a.status)).toEqual(['complete']),
    );
    expect(api.ask.mock.calls[1][0]).toMatchObject(request);
  });
});
