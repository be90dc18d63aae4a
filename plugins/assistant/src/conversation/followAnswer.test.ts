import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import { howToEvents, storedAnswer } from '../testUtils/answers';
import { responseError } from '../testUtils/responseError';
import { describeFailure } from './describeFailure';
import { followAnswer } from './followAnswer';

async function* stream(events: AnswerEvent[], error?: Error) {
  yield* events;
  if (error) {
    throw error;
  }
}

function setUp(options: { ask?: AsyncIterable<AnswerEvent> } = {}) {
  const controller = new AbortController();
  const seen: AnswerEvent[] = [];
  const api = {
    ask: jest.fn(() => options.ask ?? stream(howToEvents)),
    resume: jest.fn((_id: string, after: number) =>
      stream(howToEvents.slice(after + 1)),
    ),
    getAnswer: jest.fn(async (_id: string) =>
      storedAnswer({ state: 'running' }),
    ),
  };
  const settled = jest.fn();
  const lost = jest.fn();
  const wait = jest.fn(async () => {});
  return {
    api,
    controller,
    seen,
    lost,
    wait,
    settled,
    options: {
      api,
      start: { question: 'why?' },
      signal: controller.signal,
      onEvent: (event: AnswerEvent) => seen.push(event),
      onConnectionLost: lost,
      onSettled: settled,
      wait,
    },
  };
}

describe('followAnswer', () => {
  it('passes the events on and ends with the answer', async () => {
    const { options, seen, api, lost } = setUp();
    await followAnswer(options);
    expect(seen).toEqual(howToEvents);
    expect(api.resume).not.toHaveBeenCalled();
    expect(lost).not.toHaveBeenCalled();
  });

  it.each([
    ['throws', new TypeError('network error')],
    ['ends early', undefined],
  ])('picks the answer up when the stream %s', async (_name, error) => {
    const { options, seen, api, lost } = setUp({
      ask: stream(howToEvents.slice(0, 4), error),
    });
    await followAnswer(options);
    expect(api.resume).toHaveBeenCalledWith('a-1', 3, expect.anything());
    expect(lost).toHaveBeenCalledTimes(1);
    expect(seen).toEqual(howToEvents);
  });

  it('gives up after five reconnects without news', async () => {
    const { options, api, wait } = setUp({
      ask: stream(howToEvents.slice(0, 1)),
    });
    api.resume.mockImplementation(() => stream([], new TypeError('down')));
    await expect(followAnswer(options)).rejects.toThrow('down');
    expect(api.resume).toHaveBeenCalledTimes(5);
    expect(wait.mock.calls.map(([attempt]: unknown[]) => attempt)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('stops reconnecting to a server that drops after every event', async () => {
    const { options, api } = setUp({ ask: stream(howToEvents.slice(0, 1)) });
    api.resume.mockImplementation((_id, after) =>
      stream([{ ...howToEvents[1], sequence: after + 1 }]),
    );
    await expect(followAnswer(options)).rejects.toThrow('broke');
    expect(api.resume).toHaveBeenCalledTimes(50);
  });

  it('takes what was kept when the server ended the answer without a last event', async () => {
    const { options, api, seen, settled, lost } = setUp({
      ask: stream(howToEvents.slice(0, 5), new TypeError('network error')),
    });
    const kept = storedAnswer({
      state: 'failed',
      events: howToEvents.slice(0, 5),
    });
    api.resume.mockImplementation(() => stream([]));
    api.getAnswer.mockResolvedValue(kept);
    await followAnswer(options);
    expect(settled.mock.calls).toEqual([[kept]]);
    expect(api.resume).toHaveBeenCalledTimes(1);
    expect(lost).toHaveBeenCalledTimes(1);
    expect(seen).toEqual(howToEvents.slice(0, 5));
  });

  it('waits on where the server says that the answer still runs', async () => {
    const { options, api, seen, settled } = setUp({
      ask: stream(howToEvents.slice(0, 5)),
    });
    api.resume.mockImplementationOnce(() => stream([]));
    await followAnswer(options);
    expect(api.getAnswer).toHaveBeenCalledTimes(1);
    expect(api.getAnswer.mock.calls[0][0]).toBe('a-1');
    expect(settled).not.toHaveBeenCalled();
    expect(seen).toEqual(howToEvents);
  });

  it('does not ask how an answer stands whose stream goes on', async () => {
    const { options, api } = setUp({ ask: stream(howToEvents.slice(0, 2)) });
    api.resume.mockImplementationOnce(() => stream(howToEvents.slice(2, 4)));
    await followAnswer(options);
    expect(api.getAnswer).not.toHaveBeenCalled();
  });

  it('tells nothing of an answer that was left while it was looked up', async () => {
    const { options, api, controller, settled } = setUp({
      ask: stream(howToEvents.slice(0, 2)),
    });
    api.resume.mockImplementation(() => stream([]));
    api.getAnswer.mockImplementation(async () => {
      controller.abort();
      return storedAnswer({ state: 'stopped' });
    });
    await followAnswer(options);
    expect(settled).not.toHaveBeenCalled();
  });

  it('gives up when the answer was taken away', async () => {
    const { options, api } = setUp({ ask: stream(howToEvents.slice(0, 2)) });
    const gone = await responseError(404, 'gone');
    api.resume.mockImplementation(() => stream([]));
    api.getAnswer.mockRejectedValue(gone);
    await expect(followAnswer(options)).rejects.toBe(gone);
    expect(api.getAnswer).toHaveBeenCalledTimes(1);
  });

  it('does not try again what is refused, or never began', async () => {
    const { options, api } = setUp({ ask: stream(howToEvents.slice(0, 2)) });
    const gone = await responseError(404, 'gone');
    api.resume.mockImplementation(() => stream([], gone));
    await expect(followAnswer(options)).rejects.toBe(gone);
    expect(api.resume).toHaveBeenCalledTimes(1);

    const down = setUp({ ask: stream([], new TypeError('offline')) });
    await expect(followAnswer(down.options)).rejects.toThrow('offline');
    expect(down.api.resume).not.toHaveBeenCalled();
  });

  it('ends quietly when it is aborted', async () => {
    const { options, controller, seen } = setUp();
    await followAnswer({
      ...options,
      onEvent: event => {
        seen.push(event);
        controller.abort();
      },
    });
    expect(seen).toHaveLength(1);
  });

  it('does not wait for the next try when it is aborted meanwhile', async () => {
    const { options, controller, api } = setUp({
      ask: stream(howToEvents.slice(0, 2)),
    });
    const { wait: _wait, ...withRealWait } = options;
    const followed = followAnswer(withRealWait);
    await new Promise(resolve => setTimeout(resolve, 20));
    controller.abort();
    const before = Date.now();
    await followed;
    expect(Date.now() - before).toBeLessThan(300);
    expect(api.resume).not.toHaveBeenCalled();
  });

  it('goes on with an answer that runs already', async () => {
    const { options, api, seen } = setUp();
    await followAnswer({ ...options, start: { answerId: 'a-1', after: 4 } });
    expect(api.ask).not.toHaveBeenCalled();
    expect(seen).toEqual(howToEvents.slice(5));
  });
});

describe('describeFailure', () => {
  it.each([
    [403, 'no-permission'],
    [429, 'too-many'],
    [503, 'not-ready'],
    [400, 'other'],
  ])('reads status %s as %s', async (status, reason) => {
    expect(describeFailure(await responseError(status, 'words'))).toEqual({
      reason,
      message: 'words',
    });
  });

  it('reads a failed fetch as unreachable, and anything else as it is', () => {
    expect(describeFailure(new TypeError('Failed to fetch')).reason).toBe(
      'unreachable',
    );
    expect(describeFailure('odd')).toEqual({ reason: 'other', message: 'odd' });
  });
});
