import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SourceHighlightProvider } from '../../hooks/useSourceHighlight';
import { howToView } from '../../testUtils/answerViews';
import { citedFinding, diagnosedView } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { measureSvg } from '../../testUtils/measureSvg';
import { renderPage } from '../../testUtils/renderPage';
import { AnswerView } from '../AnswerView';
import { SourcesPanel } from './SourcesPanel';

type Options = {
  answers?: Parameters<typeof SourcesPanel>[0]['answers'];
  language?: 'en' | 'ru';
  width?: number;
  onClose?(): void;
};

/** The answer and the panel beside it, as on the chat page. */
async function show(options: Options = {}) {
  const { answers = [diagnosedView()], language, width, onClose } = options;
  measureSvg();
  const rendered = renderPage(
    <SourceHighlightProvider panelVisible onReveal={() => {}}>
      <main>
        <AnswerView answer={answers[0]} onRate={async () => {}} />
      </main>
      <aside aria-label="Panel">
        <SourcesPanel answers={answers} onClose={onClose} />
      </aside>
    </SourceHighlightProvider>,
    { api: fakeAssistantApi(), language, width },
  );
  const panel = await screen.findByRole('complementary', { name: 'Panel' });
  await within(panel).findAllByRole('heading', { level: 2 });
  return { ...rendered, panel, answer: screen.getByRole('article') };
}

const headings = (panel: HTMLElement) =>
  within(panel)
    .getAllByRole('heading', { level: 2 })
    .map(h =>
      h.textContent?.replace(/\d\d:\d\d/g, 'T').replace(/\w{3} \d+, /, ''),
    );

const entry = (panel: HTMLElement, words: string) =>
  within(panel)
    .getAllByText(words)
    .map(e => e.closest('li')!)
    .at(-1)!;

/** Everything that stands for the change: chips, mark of the chart, item of the timeline, entry. */
function litUp({ answer, panel }: { answer: HTMLElement; panel: HTMLElement }) {
  return {
    entry: entry(panel, 'Deployment checkout, revision 41 → 42').getAttribute(
      'aria-current',
    ),
    timeline: within(panel)
      .getByRole('button', { name: /checkout v2\.14$/ })
      .getAttribute('aria-current'),
    chart: answer
      .querySelector('[data-mark="change"]')
      ?.getAttribute('data-highlighted'),
  };
}

const allLit = { entry: 'true', timeline: 'true', chart: 'true' };
const allDark = { entry: null, timeline: null, chart: 'false' };

describe('the proof beside a diagnosed answer', () => {
  it('is the timeline, the cause and its victims, the evidence, and what is withheld', async () => {
    const { panel, container } = await show();
    expect(headings(panel)).toEqual([
      'Timeline, T to T',
      'Cause and victims',
      'Evidence',
    ]);
    const pod = entry(panel, 'Pod checkout-6c9f-x2kqp');
    expect(pod).toHaveTextContent('OOMKilled, exit 137, restart 5');
    expect(pod.querySelector('time')).toHaveAttribute(
      'datetime',
      '2026-11-20T14:19:51Z',
    );
    expect(
      within(panel).getByText(
        '2 things involved are outside of what you may see.',
      ),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('lights up together, whatever of it the pointer touches', async () => {
    const shown = await show();
    const { panel, answer } = shown;
    expect(litUp(shown)).toEqual(allDark);
    const touchable = [
      entry(panel, 'Deployment checkout, revision 41 → 42'),
      within(panel).getByRole('button', { name: /checkout v2\.14$/ }),
      answer.querySelector('[data-mark="change"]')!,
      within(answer).getAllByRole('button', { name: /^Source 3: / })[0],
      within(answer).getByText(/^change .*Release v2\.14/),
    ];
    for (const element of touchable) {
      await userEvent.hover(element);
      expect(litUp(shown)).toEqual(allLit);
      await userEvent.unhover(element);
      expect(litUp(shown)).toEqual(allDark);
    }
  });

  it('lights up by the keyboard as well', async () => {
    const shown = await show();
    const { panel, answer } = shown;
    await userEvent.click(
      within(panel).getByRole('button', { name: /checkout v2\.14$/ }),
    );
    expect(litUp(shown)).toEqual(allLit);
    const figure = within(answer).getByRole('figure');
    const plot = within(answer).getByRole('application');
    await userEvent.click(plot);
    expect(plot).toHaveFocus();
    expect(figure).toHaveAttribute('data-highlighted', 'true');
    expect(entry(panel, 'Memory, working set')).toHaveAttribute(
      'aria-current',
      'true',
    );
  });

  it('shows a timeline without any source, and has no empty heading', async () => {
    const { panel } = await show({
      answers: [diagnosedView({ citations: [], graph: undefined })],
    });
    expect(headings(panel)).toEqual(['Timeline, T to T']);
  });

  it('says nothing of withheld things where there are none', async () => {
    const { panel } = await show({
      answers: [
        diagnosedView({
          graph: undefined,
          blocks: [
            {
              kind: 'finding',
              blockId: 'f',
              charts: [],
              finding: { ...citedFinding, withheldVictims: 0 },
            },
          ],
        }),
      ],
    });
    expect(within(panel).queryByText(/outside of what/)).toBeNull();
  });

  it('calls the sources of other answers what they are', async () => {
    const { panel } = await show({ answers: [howToView()] });
    expect(headings(panel)).toEqual(['Sources']);
  });

  it('speaks Russian in a drawer at 360 px', async () => {
    const onClose = jest.fn();
    const { panel, container } = await show({
      language: 'ru',
      width: 360,
      onClose,
    });
    await within(panel).findByRole('heading', { name: 'Доказательства' });
    expect(headings(panel)).toEqual([
      expect.stringMatching(/^Ход событий, /),
      'Причина и кого задело',
      'Доказательства',
    ]);
    expect(
      within(panel).getByText('2 участника от вас скрыты.'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(panel).getByRole('button', { name: /Закрыть/ }),
    );
    expect(onClose).toHaveBeenCalledTimes(1);
    expect(await findViolations(container)).toEqual([]);
  });
});
