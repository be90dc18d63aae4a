import type { TelemetryBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
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
