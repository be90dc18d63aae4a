import type { TelemetryBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { telemetryBase } from '../../testUtils/telemetry';
import { KnowledgePage } from './KnowledgePage';

const address = '/assistant/knowledge';

function show(
  changes: Partial<TelemetryBaseStatus> = {},
  options: { language?: 'en' | 'ru'; width?: number } = {},
) {
  const api = fakeAssistantApi({
    getTelemetryBase: async () => ({ ...telemetryBase, ...changes }),
  });
  return {
    api,
    ...renderPage(<KnowledgePage />, { api, address, ...options }),
  };
}

const [kubernetes] = telemetryBase.sources;
const prometheus: typeof kubernetes = {
  ...kubernetes,
  id: 'prometheus/prod-1',
  system: 'prometheus',
  state: 'down',
  recordsPerSecond: 0,
  lagP50: undefined,
  lagP95: undefined,
  redactions: 0,
  lastError: {
    at: new Date().toISOString(),
    message: 'prometheus.example answers 401.',
    remedy: 'Put a valid token into the configuration.',
  },
  gaps: Array.from({ length: 5 }, (_, hour) => ({
    from: `2026-11-20T0${hour}:00:00Z`,
    to: hour < 4 ? `2026-11-20T0${hour}:10:00Z` : undefined,
  })),
};

describe('KnowledgePage, sources of telemetry', () => {
  it('tells how each one fares, the broken one first, with what to do', async () => {
    const { container } = show({
      sources: [{ ...kubernetes, redactions: 1204 }, prometheus],
    });
    const list = await screen.findByRole('list', { name: 'Telemetry sources' });
    const [down, reading] = within(list).getAllByRole('listitem');
    expect(down).toHaveTextContent(/^prometheus\/prod-1down0 records\/s/);
    expect(down).toHaveTextContent(
      /prometheus\.example answers 401\. \(\d+ s ago\)Put a valid token/,
    );
    expect(down).toHaveTextContent(/Nothing has been read since Nov 20/);
    expect(down).toHaveTextContent(/Nothing was read Nov 20.* – Nov 20/);
    expect(down).toHaveTextContent(/2 earlier gaps$/);
    expect(reading).toHaveTextContent(
      /reading12\.5 records\/s · lag 400 ms \(p50\), 900 ms \(p95\)/,
    );
    expect(reading).toHaveTextContent('1,204 secrets were blanked out');
    expect(await findViolations(container)).toEqual([]);
  });

  it('speaks Russian', async () => {
    const { container } = show(
      {
        sources: [
          { ...prometheus, deadLetters: 21 },
          { ...kubernetes, state: 'catching-up' },
        ],
      },
      { language: 'ru' },
    );
    const list = await screen.findByRole('list', {
      name: 'Источники телеметрии',
    });
    const [down, late] = within(list).getAllByRole('listitem');
    expect(down).toHaveTextContent(/недоступен/);
    expect(down).toHaveTextContent('21 запись не удалось разобрать');
    expect(down).toHaveTextContent(/ничего не читается/);
    expect(down).toHaveTextContent('до этого ещё 2 пропуска');
    expect(late).toHaveTextContent(/навёрстывает12,5 записей\/с/);
    expect(late).toHaveTextContent('скрыто 3 секрета');
    expect(
      screen.getByText(/^К объектам каталога отнесено 11 нагрузок/),
    ).toHaveTextContent('9 по аннотации, 2 по метке.');
    expect(await findViolations(container)).toEqual([]);
  });

  it('tells what belongs to nothing, and what would change that', async () => {
    show();
    expect(
      await screen.findByText(
        '11 workloads belong to entities: 9 by annotation, 2 by label.',
      ),
    ).toBeInTheDocument();
    const list = screen.getByRole('list', { name: 'Workloads and entities' });
    expect(list).toHaveTextContent(
      'shop/loadgen 120 recordsbackstage.io/kubernetes-id: loadgen',
    );
    expect(
      within(list).getByRole('button', {
        name: 'Copy what would map shop/loadgen',
      }),
    ).toBeInTheDocument();
  });

  it('says when nothing is left over', async () => {
    show({ mapping: { mapped: 1, byRule: { config: 1 }, unmapped: [] } });
    expect(
      await screen.findByText(
        '1 workload belongs to an entity: 1 by configuration.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('No workload is left over.')).toBeInTheDocument();
  });

  it.each([
    ['en', /^Not connected yet/],
    ['ru', /^Пока не подключена/],
  ] as const)('says that nothing is connected: %s', async (language, words) => {
    show(
      { version: 0, at: undefined, versions: [], sources: [] },
      { language, width: 360 },
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /Delete for good|навсегда/ }),
    ).not.toBeInTheDocument();
  });

  it('shows documents also when telemetry cannot be read', async () => {
    const error = await responseError(500, 'The telemetry base is away.');
    const { api } = show();
    api.getTelemetryBase.mockRejectedValue(error);
    const rendered = renderPage(<KnowledgePage />, { api, address });
    const telemetry = await within(rendered.container).findByRole('region', {
      name: 'Telemetry',
    });
    expect(await within(telemetry).findByRole('alert')).toHaveTextContent(
      'The telemetry base is away.',
    );
    expect(
      await within(rendered.container).findByRole('table'),
    ).toBeInTheDocument();
    api.getTelemetryBase.mockResolvedValue(telemetryBase);
    await userEvent.click(
      within(telemetry).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(telemetry).findByRole('heading', { name: 'Versions' }),
    ).toBeInTheDocument();
  });
});
