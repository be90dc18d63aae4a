import type { CauseGraph as Graph } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import { graph } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { measureSvg } from '../../testUtils/measureSvg';
import { renderPage } from '../../testUtils/renderPage';
import { CauseGraph } from './CauseGraph';
import { MAX_NODES, drawnGraph, tallestRank } from './graphShape';

async function show(
  changes: Partial<Graph> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  measureSvg();
  const rendered = renderPage(<CauseGraph graph={{ ...graph, ...changes }} />, {
    api: fakeAssistantApi(),
    ...options,
  });
  const heading = await screen.findByRole('heading', { level: 2 });
  const section = heading.closest('section')!;
  const boxes = await within(section).findAllByTestId('node');
  return { ...rendered, section, boxes };
}

const listed = () => screen.getAllByRole('listitem').map(i => i.textContent);

describe('CauseGraph', () => {
  it('draws cause, victims, healthy and withheld, each with its role', async () => {
    const { boxes, container } = await show();
    expect(
      boxes.map(box => [
        box.textContent,
        box.querySelector('[data-role]')?.getAttribute('data-role'),
      ]),
    ).toEqual([
      ['checkout', 'cause'],
      ['storefront', 'victim'],
      ['payments-worker', 'victim'],
      ['orders', 'healthy'],
      ['withheld', 'withheld'],
    ]);
    expect(await findViolations(container)).toEqual([]);
  });

  it('opens the page of what has one', async () => {
    await show();
    // the graph is hidden until it is laid out
    expect(
      await screen.findByRole('link', { name: 'checkout: cause' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout');
    expect(screen.getAllByRole('link').map(link => link.textContent)).toEqual([
      'checkout',
      'storefront',
    ]);
  });

  it('says the same as a list', async () => {
    await show();
    expect(listed()).toEqual([
      'checkout: cause',
      'storefront: affected',
      'payments-worker: affected',
      'orders: healthy',
      'withheld: withheld',
      'storefront needs checkout',
      'payments-worker needs checkout',
      'checkout needs orders',
      'checkout needs withheld',
    ]);
  });

  it('speaks Russian, at 360 px as well', async () => {
    const { container } = await show({}, { language: 'ru', width: 360 });
    await screen.findByRole('heading', { name: 'Причина и кого задело' });
    expect(listed()).toContain('checkout: причина');
    expect(listed()).toContain('storefront зависит от checkout');
    expect(await findViolations(container)).toEqual([]);
  });

  it('gives no link to what is withheld, and takes names for text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { container } = await show({
      nodes: [
        { id: 'a', title: hostile, role: 'cause' },
        {
          id: 'b',
          title: '',
          role: 'withheld',
          entityRef: 'component:default/secret',
        },
      ],
      edges: [{ from: 'a', to: 'b' }],
    });
    expect(container.querySelector('img, a')).toBeNull();
    expect(container.innerHTML).not.toContain('secret');
    expect(listed()[0]).toBe(`${hostile}: cause`);
  });
});

describe('drawnGraph', () => {
  it('leaves out edges that lead nowhere and things that are too many', () => {
    const nodes = Array.from({ length: 100 }, (_, i) => ({
      id: `n${i}`,
      title: '',
      role: 'healthy' as const,
    }));
    const drawn = drawnGraph({
      nodes: [...nodes, { id: 'c', title: 'c', role: 'cause' }],
      edges: [
        ...nodes.map(({ id }) => ({ from: 'c', to: id })),
        { from: 'c', to: 'c' },
        { from: 'unknown', to: 'c' },
      ],
    });
    expect(drawn.nodes).toHaveLength(MAX_NODES);
    // the cause is never what is left out
    expect(drawn.nodes[0].id).toBe('c');
    expect(drawn.edges).toEqual(
      drawn.nodes.slice(1).map(({ id }) => ({ from: 'c', to: id })),
    );
    expect(tallestRank(drawn)).toBe(MAX_NODES - 1);
  });

  it('leaves out healthy things that only healthy things need', () => {
    const drawn = drawnGraph({
      nodes: [
        { id: 'cause', title: 'cause', role: 'cause' },
        { id: 'db', title: 'db', role: 'healthy' },
        { id: 'disk', title: 'disk', role: 'healthy' },
        { id: 'shop', title: 'shop', role: 'victim' },
      ],
      edges: [
        { from: 'shop', to: 'cause' },
        { from: 'cause', to: 'db' },
        { from: 'db', to: 'disk' },
      ],
    });
    expect(drawn.nodes.map(({ id }) => id)).toEqual(['cause', 'shop', 'db']);
    expect(drawn.edges).toHaveLength(2);
    expect(tallestRank(drawn)).toBe(1);
  });

  it('bears a cycle and the same thing twice', () => {
    const node = { id: 'a', title: 'a', role: 'cause' as const };
    const drawn = drawnGraph({
      nodes: [node, node, { ...node, id: 'b' }],
      edges: [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'a' },
      ],
    });
    expect(drawn.nodes).toHaveLength(2);
    expect(drawn.edges).toHaveLength(2);
  });
});
