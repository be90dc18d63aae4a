import type { AnswerStep } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { watchClipboard } from '../../testUtils/watchClipboard';
import { StepsCard } from './StepsCard';

const step = (changes: Partial<AnswerStep> = {}): AnswerStep => ({
  number: 1,
  text: 'Look at the logs.',
  commands: [],
  citation: 1,
  ...changes,
});

async function show(
  steps: AnswerStep[],
  options: { source?: { title: string; url?: string }; ru?: boolean } = {},
) {
  const { source = { title: 'Runbook', url: '/docs/x' }, ru } = options;
  const rendered = renderPage(
    <StepsCard title="Crash loop" source={source} steps={steps} />,
    { api: fakeAssistantApi(), language: ru ? 'ru' : 'en' },
  );
  await screen.findByRole('heading', {
    name: ru ? 'Что сделать сейчас' : 'Do this now',
  });
  return rendered;
}

describe('StepsCard', () => {
  it('keeps the order and the numbers of the runbook', async () => {
    const { container } = await show([
      step({ number: 3, text: 'Third.', url: '/docs/x#three' }),
      step({ number: 4, text: '**Fourth.**' }),
    ]);
    const [third, fourth] = screen.getAllByRole('listitem');
    expect(third).toHaveTextContent(/^3Third\./);
    expect(
      within(third).getByRole('link', {
        name: 'Open step 3 in the documents',
      }),
    ).toHaveAttribute('href', '/docs/x#three');
    expect(within(fourth).getByText('Fourth.').tagName).toBe('STRONG');
    expect(within(fourth).queryByRole('link')).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Runbook › Crash loop' }),
    ).toHaveAttribute('href', '/docs/x');
    expect(await findViolations(container)).toEqual([]);
  });

  it('names a page once whose title is the section', async () => {
    await show([step()], { source: { title: 'Crash loop', url: '/docs/x' } });
    expect(
      screen.getByRole('link', { name: 'Crash loop' }),
    ).toBeInTheDocument();
  });

  it('follows no address that is not one of the web or the portal', async () => {
    await show([step({ url: '//evil.example/x' })], {
      // eslint-disable-next-line no-script-url -- what must not become a link
      source: { title: 'Runbook', url: 'javascript:alert(1)' },
    });
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect(screen.getByText('Runbook › Crash loop')).toBeInTheDocument();
  });

  it('copies a command to the letter, placeholders and line ends included', async () => {
    const clipboard = watchClipboard();
    const code = 'kubectl -n <namespace> \\\n  get pod "<pod>" # \'x\' & <b>';
    await show([
      step({
        commands: [
          { language: 'sh', code, missing: ['<namespace>', '<pod>'] },
          { language: 'sql', code: 'select 1;', missing: [] },
        ],
      }),
    ]);
    const [first, second] = screen.getAllByRole('group', {
      name: 'Command of step 1',
    });
    expect(
      within(first)
        .getAllByText(/^<(namespace|pod)>$/)
        .map(({ tagName }) => tagName),
    ).toEqual(['MARK', 'MARK']);
    expect(
      screen.getByText('Fill in <namespace>, <pod> first.'),
    ).toBeInTheDocument();
    await userEvent.click(within(first).getByRole('button'));
    expect(clipboard.last()).toBe(code);
    await userEvent.click(within(second).getByRole('button'));
    expect(clipboard.last()).toBe('select 1;');
  });

  it('draws the code of a command as text, whatever it looks like', async () => {
    const code = '<img src=x onerror=alert(1)> [^1] **bold**';
    const { container } = await show([
      step({ commands: [{ language: 'sh', code, missing: [] }] }),
    ]);
    expect(screen.getByText(code)).toBeInTheDocument();
    expect(container.querySelector('img, strong')).toBeNull();
  });

  it('speaks Russian around the words of the runbook', async () => {
    await show(
      [
        step({
          number: 2,
          url: '/docs/x#2',
          commands: [{ language: 'sh', code: 'ls <a>', missing: ['<a>'] }],
        }),
      ],
      { ru: true },
    );
    expect(
      screen.getByRole('link', { name: /2.*документ/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('Look at the logs.')).toBeInTheDocument();
    expect(
      screen.getByText(/<a>\.?$|<a> /, { selector: 'p' }),
    ).toHaveTextContent(/[а-я]/);
  });
});
