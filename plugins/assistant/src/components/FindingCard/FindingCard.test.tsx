import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { citedFinding, memoryChart } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { watchClipboard } from '../../testUtils/watchClipboard';
import { FindingCard } from './FindingCard';

type Props = Parameters<typeof FindingCard>[0];

async function show(
  changes: Partial<Finding> = {},
  props: Partial<Props> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  const rendered = renderPage(
    <FindingCard finding={{ ...citedFinding, ...changes }} {...props} />,
    { api: fakeAssistantApi(), ...options },
  );
  const title = await screen.findByRole('heading', { level: 3 });
  const card = title.closest<HTMLElement>('[role="group"]')!;
  return { ...rendered, card };
}

/** What a row of the card says, by its name. */
function row(name: string) {
  return screen.queryByText(name, { selector: 'dt' })?.nextElementSibling
    ?.textContent;
}

const more = () =>
  screen.getByRole('button', { name: /^More about: checkout/ });
const local = (time: string) =>
  new Date(time).toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

const wordless: Partial<Finding> = {
  level: 'state',
  reasons: [],
  evidence: [],
  victims: [],
  withheldVictims: 0,
  change: undefined,
  ruledOut: [],
  nextChecks: [],
};

describe('FindingCard', () => {
  it('tells how bad, what, since when, after which change, why, and who suffers', async () => {
    const { card, container } = await show({}, { charts: [memoryChart] });
    expect(card).toHaveAccessibleName(citedFinding.title);
    expect(card).toHaveAttribute('data-tone', 'broken');
    expect(within(card).getByText('Critical')).toBeInTheDocument();
    const since = local('2026-11-20T14:02:00Z');
    expect(
      within(card).getByText(new RegExp(`^since .*${since} · 18 min$`)),
    ).toBeInTheDocument();
    const change = local('2026-11-20T14:00:00Z');
    expect(
      within(card).getByText(
        new RegExp(`^change .*${change} · Release v2.14 of checkout$`),
      ),
    ).toBeInTheDocument();
    expect(row('Sure because')).toBe(
      '14 kills with reason OOMKilled1; the limit was halved just before the first3',
    );
    expect(row('Affects')).toBe(
      'storefront, 2 more outside of what you may see',
    );
    expect(row('Ruled out')).toBe('node pressure; a traffic peak');
    expect(
      within(card).getByRole('link', { name: 'storefront' }),
    ).toHaveAttribute('href', '/catalog/default/component/storefront');
    expect(within(card).getByRole('figure')).toBeInTheDocument();
    // production goes without saying
    expect(within(card).queryByText(/environment/)).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });

  it('tells sentences as sentences', async () => {
    const told = (text: string) => ({ text, evidence: [] });
    await show({
      reasons: [told('It ended.'), told('It began again.')],
      ruledOut: ['The node is well.', 'So is its disk.'],
    });
    expect(row('Sure because')).toBe('It ended. It began again.');
    expect(row('Ruled out')).toBe('The node is well. So is its disk.');
  });

  it('is short at first; the rest comes on demand', async () => {
    const copied = watchClipboard();
    const charts = [memoryChart, { ...memoryChart, id: 'm2', title: 'Errors' }];
    const reasons = ['one', 'two', 'three', 'four'].map(text => ({
      text,
      evidence: [],
    }));
    const { card, container } = await show({ reasons }, { charts });
    expect(row('Sure because')).toBe('one; two; three');
    expect(row('Check next')).toBeUndefined();
    expect(within(card).getAllByRole('figure')).toHaveLength(1);
    await userEvent.click(more());
    expect(row('Sure because')).toBe('one; two; three; four');
    expect(row('Changed')).toContain('memory limit 512Mi → 256Mi');
    expect(row('Seen')).toMatch(/^first .*2026.*, last .*2026/);
    expect(within(card).getAllByRole('figure')).toHaveLength(2);
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy the command of check 1' }),
    );
    expect(copied.last()).toBe('kubectl -n shop top pod -l app=checkout');
    expect(await findViolations(container)).toEqual([]);
    const less = screen.getByRole('button', { name: /^Less about: / });
    expect(less).toHaveAttribute('aria-expanded', 'true');
    await userEvent.click(less);
    expect(row('Check next')).toBeUndefined();
  });

  it.each([
    ['likely', 'Likely because'],
    ['possible', 'Possible because'],
  ] as const)(
    'shows at once what would settle it when it is only %s',
    async (confidence, name) => {
      await show({ confidence });
      expect(row(name)).toContain('14 kills');
      expect(row('Check next')).toContain('kubectl -n shop top pod');
    },
  );

  it.each([
    ['critical', 'broken', 'Critical'],
    ['error', 'broken', 'Error'],
    ['warning', 'victim', 'Warning'],
    ['info', 'calm', 'Info'],
  ] as const)(
    '%s has its border and its word',
    async (severity, tone, word) => {
      const { card } = await show({ severity });
      expect(card).toHaveAttribute('data-tone', tone);
      expect(within(card).getByText(word)).toBeInTheDocument();
    },
  );

  it('keeps the details of others to their owners', async () => {
    const { card, container } = await show(wordless, { charts: [memoryChart] });
    expect(
      within(card).getByText('The details are for its owners.'),
    ).toBeInTheDocument();
    expect(within(card).queryByRole('figure')).toBeNull();
    expect(within(card).queryByRole('button')).toBeNull();
    expect(card.querySelector('dl')).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    [{ state: 'resolved', resolvedAt: '2026-11-20T14:31:00Z' }, 'resolved'],
    [{ state: 'acknowledged' }, 'acknowledged'],
    [{ state: 'muted' }, 'muted'],
    [{ chronic: true }, 'for more than a day'],
    [
      {
        production: false,
        subject: { ...citedFinding.subject, environment: 'stage' },
      },
      'environment stage',
    ],
  ] as const)('says %j', async (changes, words) => {
    const { card } = await show(changes);
    expect(within(card).getByText(words)).toBeInTheDocument();
    const active = !('state' in changes);
    expect(card).toHaveAttribute('data-tone', active ? 'broken' : 'calm');
  });

  it('says how long it lasted when it is over', async () => {
    const resolvedAt = '2026-11-20T14:31:00Z';
    const { card } = await show({ state: 'resolved', resolvedAt });
    expect(within(card).getByText(/ – .* · 29 min$/)).toBeInTheDocument();
  });

  it('tells by whom, until when and why it is muted', async () => {
    const { card } = await show({
      state: 'muted',
      handling: {
        by: 'user:default/anna',
        at: '2026-11-20T13:00:00Z',
        until: '2026-11-21T09:00:00Z',
        reason: 'known, mended on Monday',
      },
    });
    expect(card).toHaveTextContent(
      /By user:default\/anna, Nov 20, 2026.* · until Nov 21, 2026.* · reason: known, mended on Monday/,
    );
  });

  it('speaks Russian', async () => {
    const { container } = await show(
      { chronic: true },
      { charts: [memoryChart] },
      { language: 'ru' },
    );
    await screen.findByText('Критично');
    expect(screen.getByText(/^с 20 нояб.*· 18 мин$/)).toBeInTheDocument();
    expect(
      screen.getByText(/^изменение .* · Release v2\.14/),
    ).toBeInTheDocument();
    expect(screen.getByText('дольше суток')).toBeInTheDocument();
    expect(row('Доказано')).toContain('14 kills');
    expect(row('Кого задело')).toBe('storefront, ещё 2, скрытых от вас');
    await userEvent.click(screen.getByRole('button', { name: /^Подробнее: / }));
    expect(row('Что проверить')).toContain('kubectl');
    expect(await findViolations(container)).toEqual([]);
  });

  it('takes hostile names for text, at 360 px as well', async () => {
    const hostile =
      '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b**';
    const { card, container } = await show(
      {
        title: hostile,
        reasons: [{ text: hostile, evidence: ['e-pod'] }],
        ruledOut: [hostile],
        victims: [
          { ...citedFinding.victims[0], entityRef: undefined, name: hostile },
        ],
        change: { ...citedFinding.change!, text: hostile, detail: hostile },
        nextChecks: [{ text: hostile, command: 'x'.repeat(400) }],
        handling: { by: hostile, at: 'no date', reason: hostile },
      },
      {},
      { width: 360 },
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^More about: / }),
    );
    expect(container.querySelector('img, a, strong')).toBeNull();
    expect(within(card).getByRole('heading', { level: 3 })).toHaveTextContent(
      hostile,
    );
    const title = within(card).getByRole('heading', { level: 3 });
    expect(getComputedStyle(title).overflowWrap).toBe('anywhere');
    const command = within(card).getByText('x'.repeat(400)).closest('pre')!;
    expect(getComputedStyle(command).overflowWrap).toBe('anywhere');
    expect(getComputedStyle(command).whiteSpace).toBe('pre-wrap');
  });
});
