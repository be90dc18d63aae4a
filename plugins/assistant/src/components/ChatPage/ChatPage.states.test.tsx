import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answerEnd,
  answerStart,
  howToEvents,
  numbered,
} from '../../testUtils/answers';
import { ask, finishedAnswer } from '../../testUtils/askInPage';
import {
  fakeAssistantApi,
  overview,
  readiness,
  streamOf,
} from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { ChatPage } from './ChatPage';

describe('ChatPage, state by state', () => {
  it('stops an answer, and rates and keeps what came', async () => {
    let stop = () => {};
    const stopped = new Promise<void>(resolve => {
      stop = resolve;
    });
    const api = fakeAssistantApi({
      stop: async () => stop(),
      async *ask() {
        yield* howToEvents.slice(0, 6);
        await stopped;
        yield { ...answerEnd, status: 'stopped', sequence: 9 };
      },
    });
    renderPage(<ChatPage />, { api });
    await ask('How?');
    const answer = await screen.findByRole('article');
    expect(answer).toHaveAttribute('aria-busy', 'true');
    await userEvent.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(api.stop).toHaveBeenCalledWith('a-1');
    expect(await screen.findByText('Stopped here.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Helpful' }));
    expect(api.sendFeedback).toHaveBeenCalledWith('a-1', { rating: 'helpful' });
    expect(
      await screen.findByRole('button', { name: 'Helpful', pressed: true }),
    ).toBeInTheDocument();
  });

  it.each([
    [403, /Asking is not allowed for your account/],
    [429, /Too many questions in a short time/],
    [503, /cannot answer yet: The base is empty/],
  ])('says why status %s gives no answer', async (status, words) => {
    const error = await responseError(status, 'The base is empty');
    const api = fakeAssistantApi({
      async *ask() {
        throw error;
      },
    });
    const { container } = renderPage(<ChatPage />, { api });
    await ask('How?');
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(await findViolations(container)).toEqual([]);
    api.ask.mockImplementation(() => streamOf(howToEvents));
    await userEvent.click(screen.getByRole('button', { name: 'Ask again' }));
    await finishedAnswer();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(screen.getAllByRole('article')).toHaveLength(1);
  });

  it('marks the words of a model, what is not known, and what went wrong', async () => {
    const events = numbered(
      answerStart,
      { type: 'text-start', blockId: 'u', origin: 'evidence', role: 'unknown' },
      { type: 'text-delta', blockId: 'u', text: 'No page answers this.' },
      { type: 'text-start', blockId: 'm', origin: 'model', role: 'body' },
      { type: 'text-delta', blockId: 'm', text: 'Perhaps ask the owner.' },
      {
        type: 'answer-error',
        code: 'model-unavailable',
        message: 'The model stopped in the middle.',
        fatal: false,
      },
      {
        ...answerEnd,
        model: {
          model: 'qwen3',
          host: 'llm.example',
          dataPolicy: 'metadata',
          sent: ['question', 'documents'],
        },
      },
    );
    const api = fakeAssistantApi({ ask: () => streamOf(events) });
    const { container } = renderPage(<ChatPage />, { api });
    await ask('How?');
    const answer = await finishedAnswer();
    expect(
      within(answer)
        .getAllByRole('heading', { level: 3 })
        .map(h => h.textContent),
    ).toEqual(['Not known', 'Worded by qwen3']);
    expect(
      within(answer).getByText('The model stopped in the middle.'),
    ).toBeInTheDocument();
    expect(
      within(answer).getByText('sent to llm.example: the question, documents'),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('tells those who own nothing why, and shows the base that is being built', async () => {
    const api = fakeAssistantApi({
      getOverview: async () => ({ ...overview, owned: [], ownedTotal: 0 }),
      getReadiness: async () => ({
        ...readiness,
        ready: false,
        documents: {
          state: 'building',
          build: {
            buildId: 'b',
            state: 'running',
            phase: 'reading',
            done: 12,
            total: 42,
            startedAt: '2026-11-24T10:00:00Z',
            trigger: 'startup',
            problems: [],
          },
        },
      }),
    });
    const { container } = renderPage(<ChatPage />, { api });
    expect(
      await screen.findByText(/Nothing in the catalog belongs to you/),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Payments' })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(
      await screen.findByRole('progressbar', { name: 'Progress of the build' }),
    ).toHaveAttribute('aria-valuetext', 'Reading the sources: 12 of 42');
    expect(await findViolations(container)).toEqual([]);
  });

  it('says when there is nothing to load, and when loading failed', async () => {
    const api = fakeAssistantApi({
      listConversations: async () => ({ items: [], totalItems: 0 }),
      getOverview: async () => {
        throw new Error('no catalog');
      },
    });
    renderPage(<ChatPage />, { api });
    expect(
      await screen.findByText('Questions and answers will be kept here.'),
    ).toBeInTheDocument();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This could not be loaded: no catalog',
    );
    api.getOverview.mockResolvedValue(overview);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText(/2 things in the catalog are yours/),
    ).toBeInTheDocument();
  });
});
