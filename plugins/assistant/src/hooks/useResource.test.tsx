import { act, renderHook, waitFor } from '@testing-library/react';
import { useResource } from './useResource';

describe('useResource', () => {
  it('loads, keeps the value while it loads again, and shows an error beside it', async () => {
    const load = jest.fn(async (_signal: AbortSignal) => 1);
    const { result } = renderHook(() => useResource(load));
    expect(result.current.loading).toBe(true);
    await waitFor(() => expect(result.current.value).toBe(1));
    load.mockRejectedValueOnce(new Error('down'));
    act(() => result.current.reload());
    expect(result.current.value).toBe(1);
    await waitFor(() =>
      expect(result.current.error).toEqual(new Error('down')),
    );
    expect(result.current).toMatchObject({ value: 1, loading: false });
  });

  it('drops a request that is not wanted any more', async () => {
    const signals: AbortSignal[] = [];
    const loadFor = (value: number) => async (signal: AbortSignal) => {
      signals.push(signal);
      return value;
    };
    const first = loadFor(1);
    const second = loadFor(2);
    const { result, rerender, unmount } = renderHook(
      ({ load }) => useResource(load),
      { initialProps: { load: first } },
    );
    rerender({ load: second });
    expect(signals[0].aborted).toBe(true);
    await waitFor(() => expect(result.current.value).toBe(2));
    unmount();
    expect(signals[1].aborted).toBe(true);
  });

  it('loads again as often as the value asks for', async () => {
    let value = 0;
    const load = async () => {
      value += 1;
      return value;
    };
    // stops by itself when there is nothing to wait for
    const interval = (n: number | undefined) => (n && n < 3 ? 1 : undefined);
    const { result } = renderHook(() => useResource(load, { interval }));
    await waitFor(() => expect(result.current.value).toBe(3));
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(value).toBe(3);
  });
});
