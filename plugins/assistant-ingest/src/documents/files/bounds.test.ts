import { mapConcurrently } from './mapConcurrently';
import { withDeadline } from './withDeadline';

const { signal } = new AbortController();

describe('mapConcurrently', () => {
  it('begins nothing for nothing', async () => {
    const map = jest.fn();
    for await (const _ of mapConcurrently([], 3, map)) {
      // nothing comes
    }
    expect(map).not.toHaveBeenCalled();
  });

  it('begins no more when its reader leaves', async () => {
    const begun: number[] = [];
    for await (const item of mapConcurrently([1, 2, 3, 4, 5], 2, async n => {
      begun.push(n);
      return n;
    })) {
      if (item === 1) {
        break;
      }
    }
    expect(begun).toEqual([1, 2]);
  });

  it('gives what came before a failure, and lets none go unhandled', async () => {
    const seen: number[] = [];
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    try {
      const all = async () => {
        for await (const item of mapConcurrently([1, 2, 3], 3, async n => {
          if (n > 1) {
            throw new Error(`no ${n}`);
          }
          return n;
        })) {
          seen.push(item);
        }
      };
      await expect(all()).rejects.toThrow('no 2');
      await new Promise(resolve => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', unhandled);
    }
    expect(seen).toEqual([1]);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('withDeadline', () => {
  it('tells the work when time is up', async () => {
    let told: AbortSignal | undefined;
    await expect(
      withDeadline({ signal, timeoutMs: 20, what: 'The wiki' }, inner => {
        told = inner;
        return new Promise(() => {});
      }),
    ).rejects.toThrow(
      'The wiki did not answer within 1 s; the next build tries again',
    );
    expect(told?.aborted).toBe(true);
  });

  it('begins nothing that is cancelled already', async () => {
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    const work = jest.fn();
    await expect(
      withDeadline(
        { signal: controller.signal, timeoutMs: 20, what: 'x' },
        work,
      ),
    ).rejects.toThrow('cancelled');
    expect(work).not.toHaveBeenCalled();
  });

  it('passes a failure on, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    try {
      await expect(
        withDeadline({ signal, timeoutMs: 5_000, what: 'x' }, async () => {
          throw new Error('broken');
        }),
      ).rejects.toThrow('broken');
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });
});
