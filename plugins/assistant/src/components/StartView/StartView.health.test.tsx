import type { Overview } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi, overview } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { calm, failing, overviewOf } from '../../testUtils/health';
import { renderPage } from '../../testUtils/renderPage';
import { StartView } from './StartView';

function show(value: Overview, language: 'en' | 'ru' = 'en') {
  const onChoose = jest.fn();
  const rendered = renderPage(
    <StartView
      overview={{ loading: false, reload: jest.fn(), value }}
      onChoose={onChoose}
    />,
    { api: fakeAssistantApi(), language },
  );
  return { onChoose, ...rendered };
}

const heading = (name: string | RegExp) =>
  screen.findByRole('heading', { level: 2, name });

const many = (count: number, state: 'failing' | 'healthy') =>
  Array.from({ length: count }, (_, index) =>
    state === 'failing' ? failing(`s${index}`) : calm(`h${index}`),
  );

describe('StartView, state of what somebody owns', () => {
  it('names what fails, since when, and asks about it in its own scope', async () => {
    const { onChoose, container } = show(
      overviewOf([
        failing('checkout', { moreFindings: 2 }),
        ...many(8, 'healthy'),
      ]),
    );
    await heading('1 of 9 services needs attention');
    expect(screen.getByText(/^checked \d+ s ago$/)).toBeInTheDocument();
    const list = screen.getByRole('list', {
      name: 'Services that need attention',
    });
    const [row, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(row).toHaveTextContent('checkout is killed for lack of memory');
    expect(row).toHaveTextContent(/prod · since Nov 20.* · 2 more findings/);
    expect(within(row).getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout',
    );
    await userEvent.click(
      within(row).getByRole('button', {
        name: 'Ask: Why is checkout failing?',
      }),
    );
    expect(onChoose).toHaveBeenCalledWith('Why is checkout failing?', {
      entityRef: 'component:default/checkout',
      environment: 'prod',
    });
    expect(await findViolations(container)).toEqual([]);
  });

  it('asks by keyboard', async () => {
    const { onChoose } = show(overviewOf([failing('checkout')]));
    await heading('1 of 1 service needs attention');
    screen.getByRole('button', { name: /^Ask: Why is checkout/ }).focus();
    await userEvent.keyboard('{Enter}');
    expect(onChoose).toHaveBeenCalledTimes(1);
  });

  it.each([
    [1, 0, '1 из 1 сервиса требует внимания'],
    [1, 8, '1 из 9 сервисов требует внимания'],
    [2, 0, '2 из 2 сервисов требуют внимания'],
    [5, 16, '5 из 21 сервиса требуют внимания'],
    [11, 0, '11 из 11 сервисов требуют внимания'],
    [21, 3, '21 из 24 сервисов требует внимания'],
  ])('counts in Russian: %s failing, %s healthy', async (bad, good, words) => {
    show(overviewOf([...many(bad, 'failing'), ...many(good, 'healthy')]), 'ru');
    expect(await heading(words)).toBeInTheDocument();
  });

  it('speaks Russian throughout', async () => {
    const { container } = show(
      overviewOf([failing('checkout', { moreFindings: 5 })], {
        chronic: 3,
        muted: 21,
      }),
      'ru',
    );
    await heading(/^1 из 1 сервиса/);
    expect(screen.getByText(/ещё 5 выводов$/)).toHaveTextContent(
      /^prod · с 20 нояб/,
    );
    expect(
      screen.getByText('3 вывода держатся дольше суток · 21 заглушён'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Спросить: Почему падает checkout?' }),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    ['en', 9, 'All 9 services are healthy'],
    ['en', 1, '1 service, and it is healthy'],
    ['ru', 21, '21 сервис, всё в порядке'],
    ['ru', 3, '3 сервиса, всё в порядке'],
    ['ru', 9, '9 сервисов, всё в порядке'],
  ] as const)(
    'says that all is well: %s %s',
    async (language, count, words) => {
      show(overviewOf(many(count, 'healthy')), language);
      expect(await heading(words)).toBeInTheDocument();
      expect(screen.getAllByRole('list')).toHaveLength(1);
    },
  );

  it('does not call healthy what nothing is known of', async () => {
    show(overviewOf([calm('a'), calm('b', 'unknown'), calm('c', 'unknown')]));
    await heading('No service needs attention');
    expect(
      screen.getByText('Nothing is known yet of 2 services.'),
    ).toBeInTheDocument();
  });

  it('says so where the cause is outside, and that somebody is on it', async () => {
    const acknowledged = failing('orders');
    show(
      overviewOf([
        failing('recs', { finding: undefined, environment: undefined }),
        {
          ...acknowledged,
          finding: { ...acknowledged.finding!, state: 'acknowledged' },
        },
      ]),
    );
    await heading('2 of 2 services need attention');
    const [outside, handled] = within(
      screen.getByRole('list', { name: /need attention/ }),
    ).getAllByRole('listitem');
    expect(outside).toHaveTextContent('outside of what you may see');
    expect(outside.querySelector('[data-tone]')).toHaveAttribute(
      'data-tone',
      'victim',
    );
    expect(handled).toHaveTextContent(/acknowledged/);
    expect(handled.querySelector('[data-tone]')).toHaveAttribute(
      'data-tone',
      'calm',
    );
  });

  it('folds a long list until somebody asks for it', async () => {
    show(overviewOf(many(12, 'failing')));
    await heading('12 of 12 services need attention');
    const list = screen.getByRole('list', { name: /need attention/ });
    expect(within(list).getAllByRole('listitem')).toHaveLength(6);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 6 more services' }),
    );
    expect(within(list).getAllByRole('listitem')).toHaveLength(12);
  });

  it.each(['en', 'ru'] as const)(
    'says that nothing was read yet, and the way on: %s',
    async language => {
      show(overview, language);
      expect(
        await screen.findByRole('link', {
          name: language === 'en' ? 'To the Knowledge page' : 'К базе знаний',
        }),
      ).toHaveAttribute('href', '/assistant/knowledge');
      expect(screen.queryByText(/healthy|в порядке/)).not.toBeInTheDocument();
    },
  );

  it('drafts no more than four questions', async () => {
    show({
      ...overviewOf([calm('a')]),
      suggestions: ['a?', 'b?', 'c?', 'd?', 'e?'],
    });
    const list = await screen.findByRole('list', {
      name: 'Questions to start with',
    });
    expect(within(list).getAllByRole('button')).toHaveLength(4);
  });

  it('tells owners who on call reads what is theirs', async () => {
    show({
      ...overviewOf([calm('orders')]),
      accessGrants: [
        {
          id: 'g-1',
          user: { entityRef: 'user:default/dana', title: 'Dana' },
          entity: { entityRef: 'component:default/orders', title: 'orders' },
          reason: 'Page 4711',
          grantedAt: '2026-11-20T14:02:00Z',
          expiresAt: '2026-11-20T18:02:00Z',
        },
      ],
    });
    const grants = await screen.findByRole('region', {
      name: 'Open to people on call',
    });
    expect(grants).toHaveTextContent(
      /Dana reads orders in full until Nov 20.*: Page 4711/,
    );
  });
});
