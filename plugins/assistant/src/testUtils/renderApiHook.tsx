import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import type { AssistantApi } from '@smart-assistant/backstage-plugin-assistant-common';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { assistantApiRef } from '../api';

/** The language of a portal, which a test may switch as the settings page does. */
export function fakeLanguageApi(first: string) {
  let language = first;
  const listeners = new Set<() => void>();
  return {
    getAvailableLanguages: () => ({ languages: ['en', 'ru'] }),
    getLanguage: () => ({ language }),
    setLanguage: (next?: string) => {
      language = next ?? first;
      listeners.forEach(listener => listener());
    },
    language$: () => ({
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return {
          unsubscribe: () => listeners.delete(listener),
          closed: false,
        };
      },
    }),
    listeners,
  };
}

/** Runs a hook that asks the backend, in a portal of a language. */
export function renderApiHook<Result, Props>(
  hook: (props: Props) => Result,
  options: {
    api: jest.Mocked<AssistantApi>;
    language?: string;
    initialProps?: Props;
  },
) {
  const { api, language = 'en', initialProps } = options;
  const languageApi = fakeLanguageApi(language);
  const rendered = renderHook(hook, {
    initialProps,
    wrapper: ({ children }: { children: ReactNode }) => (
      <TestApiProvider
        apis={[
          [assistantApiRef, api],
          [appLanguageApiRef, languageApi as never],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
  return {
    ...rendered,
    languageApi,
    setLanguage: (next: string) => act(() => languageApi.setLanguage(next)),
  };
}
