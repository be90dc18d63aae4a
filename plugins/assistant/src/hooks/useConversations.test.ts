import { act, waitFor } from '@testing-library/react';
import { summary } from '../testUtils/answers';
import { fakeAssistantApi } from '../testUtils/fakeAssistantApi';
import { renderApiHook } from '../testUtils/renderApiHook';
import { responseError } from '../testUtils/responseError';
import * as file from './saveFile';
import { useConversations } from './useConversations';

jest.mock('./saveFile');

async function setUp(
  api = fakeAssistantApi(),
  initialProps: { entityRef?: string } = {},
) {
  const hook = renderApiHook(useConversations, { api, initialProps });
  await waitFor(() => expect(hook.result.current.loading).toBe(false));
  return { api, ...hook };
}

describe('useConversations', () => {
  beforeEach(() => jest.mocked(file.saveFile).mockClear());

  it('lists the conversations of one entity only where it is given', async () => {
    const { api } = await setUp();
    expect(api.listConversations).toHaveBeenCalledWith(
      { limit: 100 },
      { signal: expect.any(AbortSignal) },
    );
    const entityRef = 'component:default/checkout';
    const about = await setUp(fakeAssistantApi(), { entityRef });
    expect(about.api.listConversations.mock.calls[0][0]).toEqual({
      limit: 100,
      entityRef,
    });
  });

  it('searches when the typing rests, not at each key', async () => {
    const { api, result } = await setUp();
    for (const search of ['k', 'ka', ' kafka ']) {
      act(() => result.current.setSearch(search));
    }
    expect(result.current.search).toBe(' kafka ');
    expect(api.listConversations).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(result.current.query).toBe('kafka'));
    await waitFor(() =>
      expect(api.listConversations.mock.calls.at(-1)?.[0]).toEqual({
        limit: 100,
        search: 'kafka',
      }),
    );
    expect(api.listConversations).toHaveBeenCalledTimes(2);
    // the whole list again
    act(() => result.current.setSearch('   '));
    await waitFor(() => expect(result.current.query).toBe(''));
    await waitFor(() =>
      expect(api.listConversations.mock.calls.at(-1)?.[0]).toEqual({
        limit: 100,
      }),
    );
  });

  it('changes one and shows what came of it', async () => {
    const { api, result } = await setUp();
    api.listConversations.mockResolvedValue({
      items: [summary({ title: 'Loop' })],
      totalItems: 1,
    });
    await act(() => result.current.update('c-1', { title: 'Loop' }));
    expect(api.updateConversation).toHaveBeenCalledWith('c-1', {
      title: 'Loop',
    });
    await waitFor(() =>
      expect(result.current.value?.items[0].title).toBe('Loop'),
    );
    await act(() => result.current.remove('c-1'));
    expect(api.deleteConversation).toHaveBeenCalledWith('c-1');
  });

  it('says why a change failed, and keeps the list', async () => {
    const { api, result } = await setUp();
    api.deleteConversation.mockRejectedValue(
      await responseError(403, 'It belongs to somebody else.'),
    );
    await act(() => result.current.remove('c-1'));
    expect(result.current.problem).toBe('It belongs to somebody else.');
    expect(result.current.value?.items).toHaveLength(1);
  });

  it('saves a conversation as a file of its name', async () => {
    const { result } = await setUp();
    await act(() => result.current.export('c-1', 'Loop'));
    expect(file.saveFile).toHaveBeenCalledWith({
      name: 'Loop.md',
      type: 'text/markdown',
      content: '# Checkout',
    });
  });

  it('saves nothing when there is nothing to save', async () => {
    const { api, result } = await setUp();
    api.exportConversation.mockRejectedValue(new TypeError('Failed to fetch'));
    await act(() => result.current.export('c-1', 'Loop'));
    expect(file.saveFile).not.toHaveBeenCalled();
    expect(result.current.problem).toBe('Failed to fetch');
  });
});
