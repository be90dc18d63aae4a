import type { Citation } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  SourceHighlightProvider,
  useSourceHighlight,
} from '../../hooks/useSourceHighlight';
import { crashLoopCitation, glossaryCitation } from '../../testUtils/answers';
import { emptyView, howToView } from '../../testUtils/answerViews';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { SourcesPanel } from './SourcesPanel';

type Props = Parameters<typeof SourcesPanel>[0];

/** Stands for an answer of the thread that the reader touches. */
function Touch(props: { answerKey: string }) {
  const highlight = useSourceHighlight();
  return (
    <button onClick={() => highlight.show(props.answerKey)}>
      {props.answerKey}
    </button>
  );
}

async function show(props: Props, language: 'en' | 'ru' = 'en') {
  const rendered = renderPage(
    <SourceHighlightProvider panelVisible onReveal={() => {}}>
      <SourcesPanel {...props} />
      <Touch answerKey="first" />
      <Touch answerKey="none" />
    </SourceHighlightProvider>,
    { api: fakeAssistantApi(), language },
  );
  await screen.findByRole('heading', { level: 2 });
  return rendered;
}

const cite = (changes: Partial<Citation>): Citation => ({
  ...crashLoopCitation,
  ...changes,
});

describe('SourcesPanel', () => {
  it('says what will stand here while there is nothing', async () => {
    await show({ answers: [emptyView()] });
    expect(
      screen.getByText('The sources of an answer are listed here.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('list')).not.toBeInTheDocument();
  });

  it('tells page, section, entity and age of each source', async () => {
    const { container } = await show({ answers: [howToView()] });
    const [runbook, glossary] = screen.getAllByRole('listitem');
    expect(
      within(runbook).getByRole('link', { name: 'Runbook: Checkout' }),
    ).toHaveAttribute('href', crashLoopCitation.url);
    // the title of the page is not repeated in the path of headings
    expect(
      within(runbook).getByText('Crash loop after a release'),
    ).toBeInTheDocument();
    expect(
      within(runbook).getByRole('link', { name: 'checkout' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout');
    expect(runbook.querySelector('time')).toHaveAttribute(
      'datetime',
      crashLoopCitation.at,
    );
    expect(within(glossary).queryByRole('link')).not.toBeInTheDocument();
    expect(glossary.querySelector('time')).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });

  it('shows the latest answer that has sources, or the one that is touched', async () => {
    const first = howToView({ key: 'first', citations: [glossaryCitation] });
    await show({
      answers: [
        first,
        howToView({ key: 'second' }),
        emptyView({ key: 'none' }),
      ],
    });
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'first' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByText('Glossary')).toBeInTheDocument();
    // an answer without sources does not empty the panel
    await userEvent.click(screen.getByRole('button', { name: 'none' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('lights up the entry that has the focus, and no other', async () => {
    await show({ answers: [howToView()] });
    const [runbook, glossary] = screen.getAllByRole('listitem');
    screen.getByRole('link', { name: 'Runbook: Checkout' }).focus();
    expect(
      await screen.findByText('1', { selector: '[aria-current] *' }),
    ).toBeInTheDocument();
    expect(runbook).toHaveAttribute('aria-current', 'true');
    expect(glossary).not.toHaveAttribute('aria-current');
    await userEvent.hover(glossary);
    expect(glossary).toHaveAttribute('aria-current', 'true');
    await userEvent.unhover(glossary);
    expect(glossary).not.toHaveAttribute('aria-current');
  });

  it('takes what documents say of themselves for text, and follows safe links only', async () => {
    const { container } = await show({
      answers: [
        howToView({
          citations: [
            cite({
              number: 1,
              title: '<img src=x onerror=alert(1)>',
              headingPath: ['**not bold**', '[x](https://evil.example)'],
              // eslint-disable-next-line no-script-url -- what must not become a link
              url: 'javascript:alert(1)',
            }),
            cite({ number: 2, url: '//evil.example', title: 'Elsewhere' }),
          ],
        }),
      ],
    });
    expect(
      screen.getByText('<img src=x onerror=alert(1)>'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('**not bold** › [x](https://evil.example)'),
    ).toBeInTheDocument();
    expect(container.querySelector('img')).toBeNull();
    const links = screen.getAllByRole('link');
    expect(links.map(link => link.textContent)).toEqual([
      'checkout',
      'checkout',
    ]);
  });

  it('breaks a word that is longer than the panel', async () => {
    const title = 'КubePodCrashLooping'.repeat(40);
    await show({
      answers: [howToView({ citations: [cite({ title, url: undefined })] })],
    });
    expect(getComputedStyle(screen.getByText(title)).overflowWrap).toBe(
      'anywhere',
    );
  });

  it('can be closed where it is a drawer, in Russian as well', async () => {
    const onClose = jest.fn();
    await show({ answers: [], onClose }, 'ru');
    await screen.findByRole('heading', { name: 'Источники' });
    await userEvent.click(screen.getByRole('button', { name: /Закрыть/ }));
    expect(onClose).toHaveBeenCalledTimes(1);
  });
});
