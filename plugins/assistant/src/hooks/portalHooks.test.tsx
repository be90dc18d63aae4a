import { act, waitFor } from '@testing-library/react';
import { fakeAssistantApi, readiness } from '../testUtils/fakeAssistantApi';
import { renderApiHook } from '../testUtils/renderApiHook';
import { useDraft } from './useDraft';
import { useOverview } from './useOverview';
import { usePortalLanguage } from './usePortalLanguage';
import { useReadiness } from './useReadiness';

describe('usePortalLanguage', () => {
  it.each([
    ['en', 'en'],
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['de', 'en'],
    // Rundi is no Russian
    ['run', 'en'],
  ])('speaks in a portal of %s the language %s', (tag, language) => {
    const { result } = renderApiHook(usePortalLanguage, {
      api: fakeAssistantApi(),
      language: tag,
    });
    expect(result.current).toEqual({ tag, language });
  });

  it('follows a change at once, and stops listening when it is gone', () => {
    const { result, setLanguage, languageApi, unmount } = renderApiHook(
      usePortalLanguage,
      { api: fakeAssistantApi() },
    );
    setLanguage('ru');
    expect(result.current.language).toBe('ru');
    expect(languageApi.listeners.size).toBe(1);
    unmount();
    expect(languageApi.listeners.size).toBe(0);
  });
});

describe('useOverview', () => {
  it('asks anew in the language that the portal changes to', async () => {
    const api = fakeAssistantApi();
    const { result, setLanguage } = renderApiHook(useOverview, { api });
    await waitFor(() => expect(result.current.loading).toBe(false));
    expect(api.getOverview).toHaveBeenCalledWith({
      entityRef: undefined,
      language: 'en',
      signal: expect.any(AbortSignal),
    });
    setLanguage('ru');
    // suggestions in the old language do not stay
    expect(result.current.value).toBeUndefined();
    await waitFor(() => expect(result.current.value).toBeDefined());
    expect(api.getOverview.mock.calls.at(-1)?.[0]).toMatchObject({
      language: 'ru',
    });
  });

  it('asks about the entity of the page', async () => {
    const api = fakeAssistantApi();
    const entityRef = 'component:default/checkout';
    const { result } = renderApiHook(useOverview, {
      api,
      initialProps: entityRef,
    });
    await waitFor(() => expect(result.current.loading).toBe(false));
    expect(api.getOverview.mock.calls[0][0]).toMatchObject({ entityRef });
  });
});

describe('useReadiness', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const load = async (api = fakeAssistantApi()) => {
    const hook = renderApiHook(useReadiness, { api });
    await act(async () => {
      await Promise.resolve();
    });
    return { api, ...hook };
  };
  const pass = (ms: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(ms);
    });

  it('looks rarely while all is well', async () => {
    const { api } = await load();
    await pass(59_000);
    expect(api.getReadiness).toHaveBeenCalledTimes(1);
    await pass(2_000);
    expect(api.getReadiness).toHaveBeenCalledTimes(2);
  });

  it('looks every two seconds while the base is built, and calms down after it', async () => {
    const { api, result } = await load(
      fakeAssistantApi({
        getReadiness: async () => ({
          ...readiness,
          ready: false,
          documents: { state: 'building' },
        }),
      }),
    );
    await pass(2_000);
    await pass(2_000);
    expect(api.getReadiness).toHaveBeenCalledTimes(3);
    api.getReadiness.mockResolvedValue(readiness);
    await pass(2_000);
    expect(result.current.value?.ready).toBe(true);
    await pass(10_000);
    expect(api.getReadiness).toHaveBeenCalledTimes(4);
  });

  it('goes on looking when the server does not answer', async () => {
    const { api, result } = await load(
      fakeAssistantApi({
        getReadiness: async () => {
          throw new TypeError('Failed to fetch');
        },
      }),
    );
    expect(result.current.error).toBeInstanceOf(TypeError);
    api.getReadiness.mockResolvedValue(readiness);
    await pass(2_000);
    expect(result.current).toMatchObject({ value: readiness });
    expect(result.current.error).toBeUndefined();
  });

  it('stops looking when the page is left', async () => {
    const { api, unmount } = await load();
    unmount();
    await pass(200_000);
    expect(api.getReadiness).toHaveBeenCalledTimes(1);
    expect(api.getReadiness.mock.calls[0][0]?.signal?.aborted).toBe(true);
  });
});

describe('useDraft', () => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const initial = {
    question: 'Why?',
    entityRef: 'component:default/checkout',
    environment: 'stage',
    time: { kind: 'last', hours: 1 } as const,
  };
  const setUp = (language = 'en') =>
    renderApiHook(useDraft, {
      api: fakeAssistantApi(),
      language,
      initialProps: initial,
    });

  it('makes a request of the question, the scope and the time of sending', () => {
    const { result } = setUp('ru');
    jest.useFakeTimers({ now: Date.parse('2026-11-24T12:00:00Z') });
    try {
      expect(result.current.request('  Почему? \n')).toEqual({
        question: 'Почему?',
        entityRef: 'component:default/checkout',
        environment: 'stage',
        language: 'ru',
        timeZone,
        from: '2026-11-24T11:00:00.000Z',
        to: '2026-11-24T12:00:00.000Z',
      });
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes back to the present when it was sent, and keeps the scope', () => {
    const { result } = setUp();
    act(() => result.current.change({ environment: undefined }));
    act(() => result.current.sent());
    expect(result.current.draft).toEqual({
      question: '',
      entityRef: 'component:default/checkout',
      environment: undefined,
      time: { kind: 'now' },
    });
    expect(result.current.request('And now?')).toEqual({
      question: 'And now?',
      entityRef: 'component:default/checkout',
      environment: undefined,
      language: 'en',
      timeZone,
    });
  });
});
