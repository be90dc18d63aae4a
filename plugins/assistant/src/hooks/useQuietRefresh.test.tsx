import { act, renderHook } from '@testing-library/react';
import { useQuietRefresh } from './useQuietRefresh';

let visibility: DocumentVisibilityState = 'visible';

function setVisibility(state: DocumentVisibilityState) {
  visibility = state;
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function show(resource: { value?: unknown; error?: unknown }) {
  const reload = jest.fn();
  const rendered = renderHook(
    (props: { value?: unknown; error?: unknown }) =>
      useQuietRefresh({ ...props, reload }, 10_000),
    { initialProps: resource },
  );
  return { reload, ...rendered };
}

const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

describe('useQuietRefresh', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    visibility = 'visible';
    jest
      .spyOn(document, 'visibilityState', 'get')
      .mockImplementation(() => visibility);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('looks again ten seconds after each answer', () => {
    const { reload, rerender } = show({ value: 1 });
    pass(9_999);
    expect(reload).not.toHaveBeenCalled();
    pass(1);
    expect(reload).toHaveBeenCalledTimes(1);
    // a slow server is not asked twice at a time
    pass(60_000);
    expect(reload).toHaveBeenCalledTimes(1);
    rerender({ value: 2 });
    pass(10_000);
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('goes on after a failure, and waits for the first answer', () => {
    const { reload, rerender } = show({});
    pass(60_000);
    expect(reload).not.toHaveBeenCalled();
    rerender({ error: new Error('away') });
    pass(10_000);
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('rests while nobody can see the page, and looks at once when they come back', () => {
    const { reload } = show({ value: 1 });
    setVisibility('hidden');
    pass(60_000);
    expect(reload).not.toHaveBeenCalled();
    setVisibility('visible');
    expect(reload).toHaveBeenCalledTimes(1);
    pass(10_000);
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('ends with the page', () => {
    const { reload, unmount } = show({ value: 1 });
    unmount();
    setVisibility('hidden');
    setVisibility('visible');
    pass(60_000);
    expect(reload).not.toHaveBeenCalled();
  });
});
