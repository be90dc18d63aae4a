import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { howToView } from '../../testUtils/answerViews';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { watchClipboard } from '../../testUtils/watchClipboard';
import { AnswerFooter } from './AnswerFooter';

type Props = Parameters<typeof AnswerFooter>[0];

async function show(props: Partial<Props> = {}, language: 'en' | 'ru' = 'en') {
  const user = userEvent.setup();
  renderPage(<AnswerFooter answer={howToView()} {...props} />, {
    api: fakeAssistantApi(),
    language,
  });
  return { user, footer: await screen.findByRole('contentinfo') };
}

/** The line of facts below an answer. */
const facts = (footer: HTMLElement) =>
  within(footer)
    .getAllByRole('listitem')
    .map(item => item.textContent);

describe('AnswerFooter', () => {
  beforeEach(() =>
    jest.useFakeTimers({
      now: Date.parse('2026-11-24T12:00:00Z'),
      advanceTimers: true,
      doNotFake: ['performance'],
    }),
  );
  afterEach(() => jest.useRealTimers());

  it('tells scope, time, model and documents', async () => {
    const { footer } = await show();
    expect(facts(footer)).toEqual([
      'about checkout, prod',
      '0.3 s',
      'no model used',
      'documents 7, 2 days ago',
    ]);
  });

  it('tells them as Russians write numbers and ages', async () => {
    const { footer } = await show(
      { answer: howToView({ tookMs: 1_250 }) },
      'ru',
    );
    expect(await within(footer).findByText('без модели')).toBeInTheDocument();
    expect(facts(footer)).toEqual([
      expect.stringContaining('checkout, prod'),
      '1,3 с',
      'без модели',
      expect.stringMatching(/7, позавчера$/),
    ]);
  });

  it('says what left the house, and what is not complete yet', async () => {
    const model = {
      model: 'qwen3',
      host: 'llm.example',
      dataPolicy: 'full' as const,
      sent: ['question', 'history', 'names', 'telemetry'] as const,
    };
    const { footer } = await show({
      answer: howToView({
        model: { ...model, sent: [...model.sent] },
        basis: {
          documents: {
            generation: 8,
            builtAt: '2026-11-24T12:00:00Z',
            dense: 'filling',
          },
        },
      }),
    });
    expect(facts(footer)).toEqual([
      'about checkout, prod',
      '0.3 s',
      'with qwen3',
      'documents 8, now',
      'search by meaning is still filling',
      'sent to llm.example: the question, earlier questions, names, telemetry',
    ]);
  });

  it('says so when nothing was sent to the model', async () => {
    const { footer } = await show({
      answer: howToView({
        model: {
          model: 'qwen3',
          host: 'llm.example',
          dataPolicy: 'none',
          sent: [],
        },
      }),
    });
    expect(facts(footer)).toContain('nothing sent to llm.example');
  });

  it('names a window, and no more entities than a line bears', async () => {
    const { scope } = howToView();
    const entities = ['a', 'b', 'c', 'd', 'e'].map(title => ({
      entityRef: `component:default/${title}`,
      title,
    }));
    const { footer } = await show({
      answer: howToView({
        scope: {
          ...scope!,
          entities,
          environment: undefined,
          window: { from: '2026-11-24T01:00:00Z', to: '2026-11-24T02:30:00Z' },
        },
      }),
    });
    expect(facts(footer)[0]).toMatch(
      /^about a, b, c, Nov 24, 2026, .*:00.[AP]M – Nov 24, 2026, .*:30.[AP]M$/,
    );
  });

  it('leaves out what is not known', async () => {
    const { footer } = await show({
      answer: howToView({ scope: undefined, tookMs: undefined, basis: {} }),
    });
    expect(facts(footer)).toEqual(['no model used']);
  });

  it('copies the answer, and a link that a colleague can open', async () => {
    const clipboard = watchClipboard();
    const { user, footer } = await show();
    await user.click(
      within(footer).getByRole('button', { name: 'Copy the answer' }),
    );
    expect(clipboard.last()).toContain('kubectl -n shop rollout undo');
    await user.click(
      within(footer).getByRole('button', {
        name: 'Share: copy a link to this answer',
      }),
    );
    expect(clipboard.last()).toBe(
      `${window.location.origin}/assistant?answer=a-1`,
    );
    expect(
      within(footer).getByRole('button', { name: 'Link copied' }),
    ).toBeInTheDocument();
  });

  it('offers no link to an answer that the server has not named', async () => {
    const { footer } = await show({
      answer: howToView({ answerId: undefined }),
    });
    expect(
      within(footer).queryByRole('button', { name: /^Share/ }),
    ).not.toBeInTheDocument();
  });

  it('rates, and shows what was kept', async () => {
    const onRate = jest.fn(async () => {});
    const { user, footer } = await show({
      answer: howToView({ rating: 'not-helpful' }),
      onRate,
    });
    expect(
      within(footer).getByRole('button', {
        name: 'Not helpful',
        pressed: true,
      }),
    ).toBeInTheDocument();
    await user.click(
      within(footer).getByRole('button', { name: 'Helpful', pressed: false }),
    );
    expect(onRate).toHaveBeenCalledWith('helpful');
  });

  it('says when a rating was not kept, until the next try', async () => {
    const error = await responseError(403, 'This is not your conversation.');
    const onRate = jest.fn(async () => {});
    onRate.mockRejectedValueOnce(error);
    const { user, footer } = await show({ onRate });
    const helpful = within(footer).getByRole('button', { name: 'Helpful' });
    await user.click(helpful);
    expect(await within(footer).findByRole('alert')).toHaveTextContent(
      'The rating was not kept: This is not your conversation.',
    );
    await user.click(helpful);
    expect(within(footer).queryByRole('alert')).not.toBeInTheDocument();
  });
});
