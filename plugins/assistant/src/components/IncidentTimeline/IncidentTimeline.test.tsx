import type { IncidentTimeline as Timeline } from '@smart-assistant/backstage-plugin-assistant-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { citedFinding, timeline } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { IncidentTimeline } from './IncidentTimeline';
import { MAX_ITEMS, placeLanes } from './timelineItems';

async function show(
  changes: Partial<Timeline> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  const rendered = renderPage(
    <IncidentTimeline
      timeline={{ ...timeline, ...changes }}
      findings={[citedFinding]}
    />,
    { api: fakeAssistantApi(), ...options },
  );
  await screen.findByRole('heading', { level: 2 });
  return rendered;
}

const lane = (name: string) =>
  within(screen.getByRole('list', { name })).getAllByRole('button');
const focused = () => document.activeElement?.getAttribute('aria-label');

describe('IncidentTimeline', () => {
  it('has a lane for each kind on one axis, and a line at the change', async () => {
    const { container } = await show();
    expect(
      screen.getAllByRole('list').map(l => l.getAttribute('aria-label')),
    ).toEqual(['Changes', 'Kills', 'Errors', 'Alerts']);
    const [innocent, blamed] = lane('Changes');
    expect(innocent).toHaveAttribute('data-tone', 'calm');
    expect(blamed).toHaveAttribute('data-tone', 'change');
    expect(blamed.style.left).toBe('60%');
    expect(screen.getByTestId('change-line').style.left).toBe('60%');
    expect(lane('Kills')).toHaveLength(6);
    expect(lane('Errors')[0]).toHaveAttribute('data-tone', 'broken');
    expect(lane('Alerts')[0]).toHaveAttribute('data-tone', 'victim');
    expect(lane('Alerts')[0]).toHaveAccessibleName(
      /^\d\d:\d\d – \d\d:\d\d KubePodCrashLooping$/,
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it('reads out what is touched', async () => {
    await show();
    const hint = /^Touch a mark to read it/;
    expect(screen.getByText(hint)).toBeInTheDocument();
    await userEvent.hover(lane('Errors')[0]);
    expect(
      screen.getByText(/storefront: upstream connect error$/),
    ).toBeInTheDocument();
    await userEvent.unhover(lane('Errors')[0]);
    expect(screen.getByText(hint)).toBeInTheDocument();
  });

  it('is one stop for the Tab key, with arrows inside', async () => {
    await show();
    const stops = screen
      .getAllByRole('button')
      .filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).toEqual([lane('Changes')[0]]);
    act(() => stops[0].focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toMatch(/checkout v2\.14$/);
    // past the end nothing happens
    await userEvent.keyboard('{ArrowRight}');
    expect(focused()).toMatch(/checkout v2\.14$/);
    await userEvent.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(lane('Kills')[0]);
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(lane('Kills')[5]);
    await userEvent.keyboard('{ArrowLeft}{Home}{ArrowUp}');
    expect(document.activeElement).toBe(lane('Changes')[1]);
    expect(lane('Changes')[1]).toHaveAttribute('tabindex', '0');
  });

  it('speaks Russian, at 360 px as well', async () => {
    const { container } = await show({}, { language: 'ru', width: 360 });
    await screen.findByRole('heading', { name: /^Ход событий, / });
    expect(screen.getByText(/^Наведите на отметку/)).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('draws no line for a change outside of the axis, and takes names for text', async () => {
    const hostile = '<img src=x onerror=alert(1)> **b**';
    const { container } = await show({
      from: Date.parse('2026-11-20T14:05:00Z'),
      lanes: [
        {
          kind: 'logs',
          label: hostile,
          items: [{ at: Date.parse('2026-11-20T14:10:00Z'), label: hostile }],
        },
      ],
    });
    expect(screen.queryByTestId('change-line')).toBeNull();
    await userEvent.hover(screen.getByRole('button'));
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByRole('button')).toHaveAccessibleName(/<img src=x/);
  });
});

describe('placeLanes', () => {
  const items = (...times: number[]) => [
    {
      kind: 'events' as const,
      label: 'x',
      items: times.map(at => ({ at, label: String(at) })),
    },
  ];

  it('leaves out what lies outside of the axis and counts what is too much', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => i);
    const [lane1] = placeLanes({ from: 0, to: 100, lanes: items(...many) });
    expect(lane1.items).toHaveLength(MAX_ITEMS);
    expect(lane1.more).toBe(101 - MAX_ITEMS);
    const [lane2] = placeLanes({ from: 0, to: 100, lanes: items(-5, 50, 500) });
    expect(lane2.items.map(({ start }) => start)).toEqual([0.5]);
  });

  it('cuts a span at the ends of the axis', () => {
    const lanes = items(0);
    lanes[0].items = [{ at: -50, to: 500, label: 'long' } as never];
    const [{ items: placed }] = placeLanes({ from: 0, to: 100, lanes });
    expect(placed[0]).toMatchObject({ start: 0, length: 1 });
  });

  it('gives nothing for an axis without length', () => {
    expect(placeLanes({ from: 5, to: 5, lanes: items(5) })).toEqual([]);
  });
});
