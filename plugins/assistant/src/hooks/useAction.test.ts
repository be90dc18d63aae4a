import { act, renderHook } from '@testing-library/react';
import { responseError } from '../testUtils/responseError';
import { useAction } from './useAction';

/** Something that ends when the test says so. */
function deferred() {
  let resolve = () => {};
  let reject = (_error: unknown) => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

describe('useAction', () => {
  it('is busy while the action runs, and looks again after it', async () => {
    const reload = jest.fn();
    const { result } = renderHook(() => useAction(reload));
    expect(result.current.busy).toBe(false);
    const work = deferred();
    let done: Promise<void> | undefined;
    act(() => {
      done = result.current.run(() => work.promise);
    });
    expect(result.current.busy).toBe(true);
    expect(reload).not.toHaveBeenCalled();
    await act(async () => {
      work.resolve();
      await done;
    });
    expect(result.current).toMatchObject({ busy: false, problem: undefined });
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('keeps the words of the server when it failed, until the next try', async () => {
    const reload = jest.fn();
    const { result } = renderHook(() => useAction(reload));
    const error = await responseError(409, 'Somebody else was faster.');
    await act(() =>
      result.current.run(async () => {
        throw error;
      }),
    );
    expect(result.current).toMatchObject({
      busy: false,
      problem: 'Somebody else was faster.',
    });
    // somebody else may have been faster: the page has to show what they did
    expect(reload).toHaveBeenCalledTimes(1);

    const work = deferred();
    let done: Promise<void> | undefined;
    act(() => {
      done = result.current.run(() => work.promise);
    });
    expect(result.current.problem).toBeUndefined();
    await act(async () => {
      work.resolve();
      await done;
    });
    expect(result.current.problem).toBeUndefined();
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('never throws at whoever pressed the button', async () => {
    const { result } = renderHook(() => useAction(() => {}));
    await act(async () => {
      await expect(
        result.current.run(async () => {
          throw new Error('down');
        }),
      ).resolves.toBeUndefined();
    });
    expect(result.current.problem).toBe('down');
  });
});
