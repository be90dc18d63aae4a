import type { EvidenceChart as Chart } from '@smart-assistant/backstage-plugin-assistant-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { citedFinding, memoryChart } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { EvidenceChart } from './EvidenceChart';

async function show(
  changes: Partial<Chart> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  const rendered = renderPage(
    <EvidenceChart
      chart={{ ...memoryChart, ...changes }}
      finding={citedFinding}
    />,
    { api: fakeAssistantApi(), ...options },
  );
  const figure = await screen.findByRole('figure');
  return { ...rendered, figure };
}

const cells = (name: string) =>
  within(screen.getByRole('row', { name: new RegExp(name) }))
    .getAllByRole('cell')
    .map(cell => cell.textContent);

const line = (unit: string, ...values: number[]) => ({
  unit,
  band: [],
  thresholds: [],
  markers: [],
  lines: [
    {
      name: 'line',
      points: values.map((v, i): [number, number] => [i * 60_000, v]),
    },
  ],
});

describe('EvidenceChart', () => {
  it('draws line, band, limit, change and events', async () => {
    const { figure, container } = await show();
    const drawn = (selector: string) => container.querySelectorAll(selector);
    expect(figure).toHaveAccessibleName('Memory of checkout');
    expect(drawn('.recharts-line')).toHaveLength(1);
    expect(drawn('.recharts-area')).toHaveLength(1);
    const [limit] = drawn('.recharts-reference-line-line');
    expect(limit).toHaveAttribute('stroke-dasharray', '5 3');
    expect(
      within(figure).getByText('limit 256 Mi', { selector: 'tspan' }),
    ).toBeInTheDocument();
    const [change] = drawn('[data-mark="change"]');
    expect(change).toHaveTextContent('v2.14');
    expect(drawn('[data-mark="event"]')).toHaveLength(4);
    expect(drawn('[data-mark="anomaly"]')).toHaveLength(1);
    expect(await findViolations(container)).toEqual([]);
  });

  it('says the same to those who do not see it', async () => {
    const { figure } = await show();
    expect(cells('working set')).toEqual(['60 Mi', '400 Mi', '125 Mi']);
    const marks = within(figure).getByRole('list', { name: 'Marked' });
    expect(marks).toHaveTextContent('limit 256 Mi');
    expect(marks).toHaveTextContent(/\d\d:\d\d change: v2\.14/);
    expect(marks).toHaveTextContent('out of the ordinary: at the limit');
    expect(marks).toHaveTextContent('event: OOMKilled');
  });

  it('speaks Russian', async () => {
    const { container } = await show({}, { language: 'ru' });
    await screen.findByRole('list', { name: 'Отмечено' });
    expect(cells('working set')).toEqual(['60 МиБ', '400 МиБ', '125 МиБ']);
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    ['By', [0, 1536, 3 * 2 ** 30], 'en', ['0 B', '3 Gi', '3 Gi']],
    ['s', [0.25, 12.34], 'en', ['250 ms', '12.3 s', '12.3 s']],
    ['1', [0.002, 0.123], 'en', ['0.2%', '12.3%', '12.3%']],
    ['1', [0.002, 0.123], 'ru', ['0,2 %', '12,3 %', '12,3 %']],
    ['1/s', [1, 4210], 'en', ['1/s', '4,210/s', '4,210/s']],
    ['1/s', [1, 4210], 'ru', ['1/с', '4 210/с', '4 210/с']],
    ['messages', [3], 'en', ['3 messages', '3 messages', '3 messages']],
  ] as const)('words %s: %s in %s', async (unit, values, language, words) => {
    await show(line(unit, ...values), { language });
    if (language === 'ru') {
      await screen.findByRole('columnheader', { name: 'Последнее' });
    }
    expect(cells('line').map(cell => cell?.replace(/\s/g, ' '))).toEqual(words);
  });

  it('can be walked by keyboard, and tells what stands there', async () => {
    const { figure } = await show();
    const plot = within(figure).getByRole('application', {
      name: /^Chart: Memory of checkout\./,
    });
    expect(plot).toHaveAttribute('tabindex', '0');
    act(() => plot.focus());
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(
      await within(figure).findByText('expected 350 Mi to 450 Mi'),
    ).toBeInTheDocument();
    expect(within(figure).getByText('working set: 400 Mi')).toBeInTheDocument();
  });

  it('stands still: no part of it is animated', async () => {
    const { container } = await show();
    expect(
      container.querySelectorAll('animate, [style*="transition"]'),
    ).toHaveLength(0);
    // an animated line begins with a dash that hides all of it
    expect(container.querySelector('.recharts-line-curve')).not.toHaveAttribute(
      'stroke-dasharray',
    );
  });

  it('tells several lines apart without colour', async () => {
    const points = memoryChart.lines[0].points;
    const { figure, container } = await show({
      lines: ['read', 'write'].map(name => ({ name, points })),
    });
    const caption = figure.querySelector('figcaption')!;
    expect(caption).toHaveTextContent(/read.*write/);
    const curves = [...container.querySelectorAll('.recharts-line-curve')];
    expect(curves.map(c => c.getAttribute('stroke-dasharray'))).toEqual([
      null,
      '6 3',
    ]);
  });

  it('says that there are no values', async () => {
    const { container } = await show(line('By', NaN));
    expect(
      screen.getAllByText('No values in this time.').length,
    ).toBeGreaterThan(0);
    expect(await findViolations(container)).toEqual([]);
  });

  it('takes hostile names for text, at 360 px as well', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1))';
    const { container } = await show(
      {
        title: hostile,
        lines: [{ name: hostile, points: memoryChart.lines[0].points }],
        thresholds: [{ label: hostile, value: 1 }],
        markers: [
          { at: memoryChart.markers[0].at, kind: 'change', label: hostile },
        ],
      },
      { width: 360 },
    );
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('a')).toBeNull();
    expect(screen.getByRole('rowheader')).toHaveTextContent(hostile);
  });
});
