import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AnswerStatus } from '../../conversation/answerView';
import { emptyView, howToView } from '../../testUtils/answerViews';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { AnswerView } from './AnswerView';

type Props = Parameters<typeof AnswerView>[0];

async function show(props: Props, language: 'en' | 'ru' = 'en') {
  const rendered = renderPage(<AnswerView {...props} />, {
    api: fakeAssistantApi(),
    language,
  });
  return { ...rendered, answer: await screen.findByRole('article') };
}

describe('AnswerView, state by state', () => {
  it.each([
    ['asking', true, 'Looking for the answer'],
    ['streaming', true, 'Looking for the answer'],
    ['reconnecting', true, /^The connection broke\./],
    ['stopped', false, 'Stopped here.'],
    ['withheld', false, /rests on something that you may not read/],
    ['failed', false, 'The answer could not be finished.'],
  ] as const)('%s, before anything came', async (status, busy, words) => {
    const { answer, container } = await show({ answer: emptyView({ status }) });
    expect(within(answer).getByText(words)).toBeInTheDocument();
    expect(answer).toHaveAttribute('aria-busy', String(busy));
    expect(answer).toHaveAccessibleName('Answer to: How?');
    // nothing to rate, to copy or to share
    expect(within(answer).queryByRole('button')).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    ['asking', 'Ищется ответ'],
    ['reconnecting', /^Связь прервалась\./],
    ['stopped', 'Остановлено на этом месте.'],
    ['withheld', /вам сейчас нельзя читать/],
    ['failed', 'Ответ не удалось закончить.'],
  ] as const)('%s, in Russian', async (status, words) => {
    const { answer } = await show({ answer: emptyView({ status }) }, 'ru');
    expect(await within(answer).findByText(words)).toBeInTheDocument();
    expect(answer).toHaveAccessibleName('Ответ на вопрос: How?');
  });

  it.each<[AnswerStatus, boolean]>([
    ['streaming', false],
    ['reconnecting', false],
    ['failed', false],
    ['withheld', false],
    ['stopped', true],
    ['complete', true],
  ])('keeps what came, %s', async (status, footer) => {
    const { answer } = await show({ answer: howToView({ status }) });
    expect(
      within(answer).getByText('Give back the former release of checkout'),
    ).toBeInTheDocument();
    expect(
      within(answer).getByRole('heading', { name: 'Do this now' }),
    ).toBeInTheDocument();
    expect(
      within(answer).queryAllByRole('button', { name: 'Copy the answer' }),
    ).toHaveLength(footer ? 1 : 0);
    expect(
      within(answer).queryAllByText('The answer is being written'),
    ).toHaveLength(status === 'streaming' ? 1 : 0);
  });

  it('has no footer where an answer was stopped before it rested on anything', async () => {
    const { answer } = await show({
      answer: howToView({ status: 'stopped', basis: undefined }),
    });
    expect(
      within(answer).queryByRole('button', { name: 'Copy the answer' }),
    ).toBeNull();
  });

  it('says what went wrong and what helps, and asks again', async () => {
    const onRetry = jest.fn();
    const { answer } = await show({
      answer: emptyView({
        status: 'failed',
        problems: [
          {
            code: 'model-unavailable',
            message: 'The model did not answer.',
            remedy: 'The evidence stands without it.',
            fatal: false,
          },
          { code: 'internal', message: 'The disk is full.', fatal: true },
        ],
      }),
      onRetry,
    });
    const alert = within(answer).getByRole('alert');
    expect(alert).toHaveTextContent('The disk is full.');
    // what the answer went on without is no alarm
    expect(alert).not.toHaveTextContent('The model did not answer.');
    expect(
      within(answer).getByText(
        'The model did not answer. The evidence stands without it.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Ask again' }),
    );
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['no-permission', /permission assistant\.ask/],
    ['too-many', /Wait a minute and ask again/],
    ['not-ready', 'The assistant cannot answer yet: Words of the server'],
    ['unreachable', /Check the connection/],
    ['other', 'The answer could not be finished. Words of the server'],
  ] as const)('words the failure %s', async (reason, words) => {
    const failure = { reason, message: 'Words of the server' };
    const { answer } = await show({
      answer: emptyView({ status: 'failed', failure }),
    });
    expect(within(answer).getByRole('alert')).toHaveTextContent(words);
  });

  it('labels the words of a model once, after the evidence, and notes last', async () => {
    const text = (blockId: string, changes: object) => ({
      kind: 'text' as const,
      blockId,
      text: `Text ${blockId}`,
      finished: true,
      origin: 'evidence' as const,
      role: 'body' as const,
      ...changes,
    });
    const { answer } = await show({
      answer: howToView({
        status: 'streaming',
        model: undefined,
        blocks: [
          text('note', { role: 'note' }),
          text('m1', { origin: 'model' }),
          text('m2', { origin: 'model' }),
          text('verdict', { role: 'verdict' }),
        ],
      }),
    });
    expect(
      within(answer)
        .getAllByText(/^Text /)
        .map(element => element.textContent),
    ).toEqual(['Text verdict', 'Text m1', 'Text m2', 'Text note']);
    // which model it is, is known at the end only
    expect(
      within(answer).getAllByText('Worded by a language model'),
    ).toHaveLength(1);
  });
});
