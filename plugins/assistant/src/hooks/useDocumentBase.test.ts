import { act, waitFor } from '@testing-library/react';
import {
  build,
  documentBase,
  fakeAssistantApi,
} from '../testUtils/fakeAssistantApi';
import { renderApiHook } from '../testUtils/renderApiHook';
import { responseError } from '../testUtils/responseError';
import { useDocumentBase } from './useDocumentBase';

describe('useDocumentBase', () => {
  afterEach(() => jest.useRealTimers());

  it('follows a running build every second, and looks rarely after it', async () => {
    jest.useFakeTimers();
    const api = fakeAssistantApi({
      getDocumentBase: async () => ({ ...documentBase, build }),
    });
    const { result } = renderApiHook(useDocumentBase, { api });
    const pass = (ms: number) =>
      act(async () => {
        await jest.advanceTimersByTimeAsync(ms);
      });
    await pass(0);
    expect(result.current.value?.build?.done).toBe(120);
    api.getDocumentBase.mockResolvedValue({
      ...documentBase,
      build: { ...build, done: 300 },
    });
    await pass(1_000);
    expect(result.current.value?.build?.done).toBe(300);
    api.getDocumentBase.mockResolvedValue({
      ...documentBase,
      build: { ...build, state: 'complete' },
    });
    await pass(1_000);
    const before = api.getDocumentBase.mock.calls.length;
    await pass(29_000);
    expect(api.getDocumentBase).toHaveBeenCalledTimes(before);
    await pass(2_000);
    expect(api.getDocumentBase).toHaveBeenCalledTimes(before + 1);
  });

  it('says with a switch which version it was made from', async () => {
    const api = fakeAssistantApi();
    const { result } = renderApiHook(useDocumentBase, { api });
    await waitFor(() => expect(result.current.value).toBeDefined());
    await act(() => result.current.activate(6));
    expect(api.activateGeneration).toHaveBeenCalledWith({
      generation: 6,
      expectedActive: 7,
    });
    // what another administrator did meanwhile is seen before the next switch
    api.getDocumentBase.mockResolvedValue({ ...documentBase, active: 8 });
    await act(() => result.current.rollback());
    await waitFor(() => expect(result.current.value?.active).toBe(8));
    await act(() => result.current.activate(6));
    expect(api.activateGeneration).toHaveBeenLastCalledWith({
      generation: 6,
      expectedActive: 8,
    });
  });

  it.each([
    [403, 'You may not build.'],
    [409, 'A build runs already.'],
    [503, 'The base cannot be read.'],
  ])('tells why a build did not start: %s', async (status, message) => {
    const error = await responseError(status, message);
    const api = fakeAssistantApi({
      startBuild: async () => {
        throw error;
      },
    });
    const { result } = renderApiHook(useDocumentBase, { api });
    await waitFor(() => expect(result.current.value).toBeDefined());
    await act(() => result.current.build());
    expect(result.current).toMatchObject({ problem: message, busy: false });
    await waitFor(() => expect(api.getDocumentBase).toHaveBeenCalledTimes(2));
  });

  it('stops the build that it shows', async () => {
    const api = fakeAssistantApi();
    const { result } = renderApiHook(useDocumentBase, { api });
    await waitFor(() => expect(result.current.value).toBeDefined());
    await act(() => result.current.cancel('b-1'));
    expect(api.cancelBuild).toHaveBeenCalledWith('b-1');
    expect(result.current.problem).toBeUndefined();
  });
});
