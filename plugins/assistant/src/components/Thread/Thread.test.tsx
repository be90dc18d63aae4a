import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { AnswerView } from '../../conversation/answerView';
import { emptyView, howToView } from '../../testUtils/answerViews';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { Thread } from './Thread';

type Props = Parameters<typeof Thread>[0];

async function show(props: Props, language: 'en' | 'ru' = 'en') {
  const rendered = renderPage(<Thread {...props} />, {
    api: fakeAssistantApi(),
    language,
  });
  await screen.findAllByRole('article');
  return rendered;
}

/** What a screen reader was told. */
const told = () =>
  document.querySelector('[aria-live="polite"][role="status"]');

describe('Thread', () => {
  it('keeps questions as they were typed: text, with its lines', async () => {
    const question = '# not a heading\n<b>x</b> ![](https://evil.example/p)';
    const { container } = await show({ answers: [howToView({ question })] });
    const heading = screen.getByRole('heading', { level: 2 });
    expect(heading.textContent).toBe(`Question: ${question}`);
    expect(getComputedStyle(heading).whiteSpace).toBe('pre-wrap');
    expect(container.querySelector('img, b')).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });

  it('breaks a question that is one endless word', async () => {
    await show({ answers: [howToView({ question: 'ы'.repeat(8_000) })] });
    expect(
      getComputedStyle(screen.getByRole('heading', { level: 2 })).overflowWrap,
    ).toBe('anywhere');
  });

  it('offers what follows from the last answer only, and when it is complete', async () => {
    const onAsk = jest.fn();
    const answers = [
      howToView({ key: 'a', suggestions: ['Old?'] }),
      howToView({ key: 'b', suggestions: ['New?', 'Else?'] }),
    ];
    await show({ answers, onAsk });
    const list = screen.getByRole('list', { name: 'Ask next' });
    expect(
      within(list)
        .getAllByRole('button')
        .map(button => button.textContent),
    ).toEqual(['New?', 'Else?']);
    const chip = within(list).getByRole('button', { name: 'Else?' });
    chip.focus();
    await userEvent.keyboard('{Enter}');
    expect(onAsk).toHaveBeenCalledWith('Else?');
  });

  it.each<[string, Partial<Props>]>([
    ['while an answer runs', { answers: [howToView({ status: 'streaming' })] }],
    ['in a shared answer', { onAsk: undefined }],
  ])('offers nothing to ask %s', async (_name, props) => {
    await show({ answers: [howToView()], onAsk: jest.fn(), ...props });
    expect(
      screen.queryByRole('list', { name: 'Ask next' }),
    ).not.toBeInTheDocument();
  });

  it('asks again the last question only', async () => {
    const onRetry = jest.fn();
    const failed = (key: string) => emptyView({ key, status: 'failed' });
    await show({ answers: [failed('a'), failed('b')], onRetry });
    const [retry, ...others] = screen.getAllByRole('button', {
      name: 'Ask again',
    });
    expect(others).toEqual([]);
    await userEvent.click(retry);
    expect(onRetry.mock.calls[0][0].key).toBe('b');
  });

  it('rates the answer under which the button stands', async () => {
    const onRate = jest.fn(async () => {});
    await show({
      answers: [
        howToView({ key: 'a', answerId: 'a-1' }),
        howToView({ key: 'b', answerId: 'a-2' }),
        // it has no name on the server yet
        howToView({ key: 'c', answerId: undefined }),
      ],
      onRate,
    });
    const articles = screen.getAllByRole('article');
    await userEvent.click(
      within(articles[0]).getByRole('button', { name: 'Not helpful' }),
    );
    expect(onRate).toHaveBeenCalledWith(
      expect.objectContaining({ key: 'a' }),
      'a-1',
      'not-helpful',
    );
    expect(
      within(articles[2]).queryByRole('button', { name: 'Helpful' }),
    ).not.toBeInTheDocument();
  });

  it('is announced once it is complete, in words and without marks', async () => {
    function Page() {
      const [answer, setAnswer] = useState<AnswerView>(
        howToView({ status: 'streaming' }),
      );
      return (
        <>
          <Thread answers={[answer]} />
          <button onClick={() => setAnswer(howToView())}>end it</button>
        </>
      );
    }
    renderPage(<Page />, { api: fakeAssistantApi() });
    const end = await screen.findByRole('button', { name: 'end it' });
    expect(told()).toBeEmptyDOMElement();
    await userEvent.click(end);
    expect(told()).toHaveTextContent(
      /^Answer: Give back the former release of checkout and watch/,
    );
    expect(told()).not.toHaveTextContent(/\*|\[\^/);
    // the visible answer is not live: a screen reader would read each piece
    expect(screen.getByRole('article').closest('[aria-live]')).toBeNull();
  });

  it('does not announce what was there when it was opened', async () => {
    await show({ answers: [howToView()] }, 'ru');
    expect(
      await screen.findByRole('region', { name: 'Вопросы и ответы' }),
    ).toBeInTheDocument();
    expect(told()).toBeEmptyDOMElement();
  });
});
