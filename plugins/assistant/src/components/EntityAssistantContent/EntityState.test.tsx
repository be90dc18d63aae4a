import type {
  EntityDiagnosis,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { entityDiagnosis, finding } from '../../testUtils/telemetry';
import { EntityAssistantContent } from './EntityAssistantContent';

const page = (
  <EntityProvider
    entity={{
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'checkout', namespace: 'default' },
    }}
  >
    <EntityAssistantContent />
  </EntityProvider>
);

function show(
  changes: Partial<EntityDiagnosis> = {},
  options: { language?: 'en' | 'ru'; address?: string } = {},
) {
  const api = fakeAssistantApi({
    getEntityDiagnosis: async () => ({
      ...entityDiagnosis,
      checkedAt: new Date().toISOString(),
      ...changes,
    }),
    listConversations: async () => ({ items: [], totalItems: 0 }),
  });
  return { api, ...renderPage(page, { api, ...options }) };
}

const state = (name = 'State of checkout now') =>
  screen.findByRole('region', { name });

const calm = {
  ...entityDiagnosis.health,
  state: 'healthy',
  finding: undefined,
} as const;

describe('EntityAssistantContent, state of the entity', () => {
  it('shows the first finding and the signals before anything is asked', async () => {
    const { api, container } = show();
    const region = await state();
    expect(region).toHaveTextContent(/^Needs attentionchecked \d+ s ago/);
    expect(
      within(region).getByRole('heading', { name: finding.title }),
    ).toBeInTheDocument();
    const charts = within(region).getByRole('list', {
      name: 'Signals of the last hour',
    });
    expect(
      within(charts).getByRole('figure', { name: 'Memory of checkout' }),
    ).toBeInTheDocument();
    expect(api.getEntityDiagnosis.mock.calls[0][0]).toEqual({
      entityRef: 'component:default/checkout',
      language: 'en',
    });
    expect(await findViolations(container)).toEqual([]);
  });

  it('speaks Russian', async () => {
    const { api, container } = show({}, { language: 'ru' });
    const region = await state('checkout: состояние сейчас');
    expect(region).toHaveTextContent(/^Требует вниманияпроверено \d+ с назад/);
    await waitFor(() =>
      expect(api.getEntityDiagnosis.mock.calls.at(-1)?.[0].language).toBe('ru'),
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it.each([
    ['healthy', 'en', 'Healthy'],
    ['healthy', 'ru', 'Всё в порядке'],
    ['unknown', 'en', 'Nothing is known yet of its workloads'],
    ['unknown', 'ru', 'О том, что здесь работает, пока ничего не известно'],
  ] as const)('%s, %s', async (health, language, words) => {
    show(
      { health: { ...calm, state: health }, findings: [], charts: [] },
      { language },
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.queryByRole('figure')).not.toBeInTheDocument();
  });

  it('says that the cause lies outside, without blaming anybody', async () => {
    show({
      health: { ...calm, state: 'attention' },
      findings: [],
      causeOutside: true,
    });
    expect(await state()).toHaveTextContent(
      'The cause lies in something that is outside of what you may see.',
    );
  });

  it('shows at most four signals', async () => {
    const [chart] = entityDiagnosis.charts;
    show({
      charts: ['a', 'b', 'c', 'd', 'e'].map(id => ({
        ...chart,
        id,
        title: id,
      })),
    });
    await state();
    expect(screen.getAllByRole('figure')).toHaveLength(4);
  });

  it('lists the other findings, opens one by keyboard, and leaves out what is over', async () => {
    const other: Finding = { ...finding, id: 'f-2', title: 'A probe is slow' };
    show({
      findings: [
        finding,
        other,
        { ...other, id: 'f-3', title: 'Long over', state: 'resolved' },
      ],
    });
    await state();
    const list = screen.getByRole('list', { name: 'Also found' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    const line = within(list).getByRole('button', { name: /^A probe is slow/ });
    line.focus();
    await userEvent.keyboard('{Enter}');
    expect(line).toHaveAttribute('aria-expanded', 'true');
    expect(
      within(list).getByRole('heading', { name: 'A probe is slow' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Long over')).not.toBeInTheDocument();
  });

  it('says why it cannot be shown, while questions can still be asked', async () => {
    const error = await responseError(500, 'The telemetry base is away.');
    const api = fakeAssistantApi({
      getEntityDiagnosis: async () => {
        throw error;
      },
      listConversations: async () => ({ items: [], totalItems: 0 }),
    });
    renderPage(page, { api });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The telemetry base is away.');
    expect(
      await screen.findByRole('textbox', { name: /^Ask about/ }),
    ).toBeEnabled();
    api.getEntityDiagnosis.mockResolvedValue(entityDiagnosis);
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(await state()).toBeInTheDocument();
  });

  it('drafts the question of a link in a thread of its own, and sends nothing', async () => {
    const api = fakeAssistantApi();
    renderPage(page, {
      api,
      address: '/checkout?q=Why%20is%20checkout%20failing%3F',
    });
    expect(await screen.findByRole('textbox', { name: /^Ask/ })).toHaveValue(
      'Why is checkout failing?',
    );
    expect(api.ask).not.toHaveBeenCalled();
    expect(api.getConversation).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'Why is checkout failing?',
      conversationId: undefined,
    });
    // the address drafts nothing twice
    await waitFor(() => expect(window.location.search).toBe(''));
    expect(screen.getByRole('textbox', { name: /^Ask/ })).toHaveValue('');
  });
});
