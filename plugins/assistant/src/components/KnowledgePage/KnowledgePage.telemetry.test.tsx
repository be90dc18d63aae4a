import type { TelemetryBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
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
    const { container } = show({ sources: [kubernetes, prometheus] });
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
    expect(reading).toHaveTextContent('3 secrets were blanked out');
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

describe('KnowledgePage, versions of telemetry', () => {
  it('says what would be hidden before it goes back', async () => {
    const { api } = show({
      versions: [
        ...telemetryBase.versions,
        {
          version: 18190,
          at: '2026-11-20T14:17:58Z',
          records: 9,
          hidden: false,
        },
      ],
    });
    const buttons = await screen.findAllByRole('button', {
      name: /^Back to here: /,
    });
    // there is no way back to where one is
    expect(buttons).toHaveLength(2);
    await userEvent.click(buttons[1]);
    const dialog = await screen.findByRole('dialog', {
      name: /^Back to Nov 20/,
    });
    expect(dialog).toHaveTextContent(
      '476 records that came after version 18,190 will be hidden',
    );
    expect(await findViolations(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.goBackInTelemetry).not.toHaveBeenCalled();
    buttons[0].focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Go back' }),
    );
    expect(api.goBackInTelemetry).toHaveBeenCalledWith({ version: 18200 });
    await waitFor(() => expect(api.getTelemetryBase).toHaveBeenCalledTimes(2));
  });

  it('shows what is hidden and undoes it', async () => {
    const { api } = show({
      versions: telemetryBase.versions.map((one, index) => ({
        ...one,
        hidden: index === 0,
      })),
      hidden: [
        {
          id: 7,
          from: 18201,
          to: 18204,
          hiddenAt: '2026-11-20T14:21:00Z',
          by: 'user:default/dana',
        },
      ],
    });
    const line = await screen.findByRole('list', { name: 'Versions' });
    const [hidden, newest] = within(line).getAllByRole('listitem');
    expect(hidden).toHaveTextContent(/240 records · hidden$/);
    expect(newest).toHaveTextContent(/236 records · newest$/);
    expect(
      screen.getByText(/^Versions 18,201 to 18,204 are hidden since/),
    ).toHaveTextContent(/by dana\./);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Undo: show versions 18,201 to 18,204 again',
      }),
    );
    expect(api.undoTelemetryBack).toHaveBeenCalledWith(7);
  });

  it('folds a long line', async () => {
    show({
      versions: Array.from({ length: 40 }, (_, index) => ({
        version: 100 - index,
        at: '2026-11-20T14:19:58Z',
        records: 1,
        hidden: false,
      })),
    });
    const line = await screen.findByRole('list', { name: 'Versions' });
    expect(within(line).getAllByRole('listitem')).toHaveLength(8);
    await userEvent.click(
      screen.getByRole('button', { name: '32 earlier versions' }),
    );
    expect(within(line).getAllByRole('listitem')).toHaveLength(38);
  });

  it('says why going back failed', async () => {
    const { api } = show();
    api.goBackInTelemetry.mockRejectedValue(new Error('It is gone.'));
    await userEvent.click(
      await screen.findByRole('button', { name: /^Back to here: / }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Go back' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That did not work: It is gone.',
    );
  });
});

describe('KnowledgePage, deleting telemetry for good', () => {
  const open = async (name: string) => {
    await userEvent.click(await screen.findByRole('button', { name }));
    return screen.findByRole('dialog');
  };

  it('deletes only what is named and only after the word', async () => {
    const { api } = show();
    const dialog = await open('Delete for good…');
    expect(await findViolations(dialog)).toEqual([]);
    const confirm = within(dialog).getByRole('textbox', {
      name: 'Type “delete”',
    });
    const button = within(dialog).getByRole('button', {
      name: 'Delete for good',
    });
    await userEvent.type(confirm, 'delete');
    expect(button).toBeDisabled();
    expect(dialog).toHaveTextContent('Fill in at least one condition.');
    const text = within(dialog).getByRole('textbox', { name: /^Lines that/ });
    await userEvent.type(text, 'ab');
    expect(dialog).toHaveTextContent('At least 3 characters.');
    expect(button).toBeDisabled();
    await userEvent.type(text, 'c');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Entity' }),
      'component:default/checkout',
    );
    expect(button).toBeEnabled();
    await userEvent.clear(confirm);
    await userEvent.type(confirm, 'delet');
    expect(button).toBeDisabled();
    await userEvent.type(confirm, 'e{Enter}');
    expect(api.purgeTelemetry).toHaveBeenCalledWith({
      contains: 'abc',
      entityRef: 'component:default/checkout',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('asks for the Russian word in Russian, and leaves by keyboard', async () => {
    const { api } = show({}, { language: 'ru' });
    const dialog = await open('Удалить навсегда…');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: 'Строки с таким текстом' }),
      'токен',
    );
    const confirm = within(dialog).getByRole('textbox', {
      name: 'Наберите «удалить»',
    });
    await userEvent.type(confirm, 'delete');
    expect(
      within(dialog).getByRole('button', { name: 'Удалить навсегда' }),
    ).toBeDisabled();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.purgeTelemetry).not.toHaveBeenCalled();
  });
});
