import type { EntityDiagnosis } from '@smart-assistant/backstage-plugin-assistant-common';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { entityDiagnosis } from '../../testUtils/telemetry';
import { EntityHealthCard } from './EntityHealthCard';

function show(
  read: () => Promise<EntityDiagnosis>,
  language: 'en' | 'ru' = 'en',
) {
  const api = fakeAssistantApi({ getEntityDiagnosis: read });
  const rendered = renderPage(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout', namespace: 'default' },
      }}
    >
      <EntityHealthCard />
    </EntityProvider>,
    { api, language },
  );
  return { api, ...rendered };
}

const now = () => new Date().toISOString();
const calm = (state: 'healthy' | 'unknown') => async () => ({
  ...entityDiagnosis,
  checkedAt: now(),
  health: { ...entityDiagnosis.health, state, finding: undefined },
  findings: [],
});

describe('EntityHealthCard', () => {
  it('says what is wrong, what changed before, and asks on the tab', async () => {
    const { container } = show(async () => ({
      ...entityDiagnosis,
      checkedAt: now(),
    }));
    expect(
      await screen.findByText(
        'checkout is killed for lack of memory since 14:02',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Health and top finding')).toBeInTheDocument();
    expect(screen.getByText('Needs attention')).toBeInTheDocument();
    expect(screen.getByText(/^Changed:/)).toHaveTextContent(
      'Changed: Release v2.14 of checkout, memory limit 512Mi → 256Mi',
    );
    expect(
      screen.getByRole('link', { name: 'Ask: Why is checkout failing?' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/assistant?q=Why+is+checkout+failing%3F',
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it('is quiet in health, in Russian', async () => {
    const { container } = show(calm('healthy'), 'ru');
    expect(await screen.findByText('Всё в порядке')).toBeInTheDocument();
    expect(screen.getByText('Состояние и главный вывод')).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Спросить: Что изменилось в checkout за последний час?',
      }),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('asks nothing about what nothing is known of', async () => {
    show(calm('unknown'));
    expect(
      await screen.findByText('Nothing is known yet of its workloads'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Ask about checkout' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout/assistant');
  });

  it('blames nobody where the cause is outside', async () => {
    show(async () => ({
      ...entityDiagnosis,
      health: { ...entityDiagnosis.health, finding: undefined },
      findings: [],
      causeOutside: true,
    }));
    expect(
      await screen.findByText(/outside of what you may see/),
    ).toBeInTheDocument();
  });

  it('says why it is empty, and tries again', async () => {
    const error = await responseError(500, 'The database is away.');
    const { api } = show(async () => {
      throw error;
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away.',
    );
    api.getEntityDiagnosis.mockImplementation(calm('healthy'));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
  });
});
