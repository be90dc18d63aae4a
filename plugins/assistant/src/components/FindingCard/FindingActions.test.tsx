import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fromFieldValue } from '../../conversation/timeChoice';
import { citedFinding } from '../../testUtils/diagnosedAnswer';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { finding } from '../../testUtils/telemetry';
import { FindingCard } from './FindingCard';

async function show(
  handleFinding: (request: unknown) => Promise<Finding>,
  options: {
    changes?: Partial<Finding>;
    language?: 'en' | 'ru';
    readOnly?: boolean;
  } = {},
) {
  const { changes, language, readOnly } = options;
  const api = fakeAssistantApi({
    handleFinding: (_id, request) => handleFinding(request),
  });
  renderPage(
    <FindingCard
      finding={{ ...citedFinding, ...changes }}
      readOnly={readOnly}
    />,
    { api, language },
  );
  await screen.findByRole('heading', { level: 3 });
  return api;
}

const button = (name: string) => screen.getByRole('button', { name });
const buttons = () =>
  within(screen.getByRole('group', { name: /^Actions for: / }))
    .getAllByRole('button')
    .map(b => b.textContent);

const handled: Finding = {
  ...finding,
  state: 'acknowledged',
  handling: { by: 'user:default/guest', at: '2026-11-20T14:21:00Z' },
};

describe('what a person says about a finding', () => {
  it('is shown once the server has kept it, and the numbers stay', async () => {
    let keep = (_: Finding) => {};
    const api = await show(
      () =>
        new Promise<Finding>(resolve => {
          keep = resolve;
        }),
    );
    await userEvent.click(button('Acknowledge'));
    expect(api.handleFinding).toHaveBeenCalledWith(
      'f-oom',
      { action: 'acknowledge' },
      { language: 'en' },
    );
    // nothing is claimed before it is true
    expect(screen.queryByText('acknowledged')).toBeNull();
    expect(button('Acknowledge')).toBeDisabled();
    keep(handled);
    expect(await screen.findByText('acknowledged')).toBeInTheDocument();
    expect(screen.getByText(/^By user:default\/guest/)).toBeInTheDocument();
    expect(buttons()).toEqual(['Mute', 'Reopen', 'Wrong cause']);
    // what the server answers outside of an answer has no numbers
    expect(button('Source 3')).toBeInTheDocument();
  });

  it('stays as it was when the server refuses, and says why', async () => {
    const error = await responseError(403, 'Only owners may do that.');
    await show(() => Promise.reject(error));
    await userEvent.click(button('Acknowledge'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That was not kept: Only owners may do that.',
    );
    expect(screen.queryByText('acknowledged')).toBeNull();
    expect(button('Acknowledge')).toBeEnabled();
  });

  it('mutes with a reason and an end', async () => {
    const api = await show(async () => ({ ...handled, state: 'muted' }));
    await userEvent.click(button('Mute'));
    const dialog = await screen.findByRole('dialog', {
      name: 'Mute this finding',
    });
    expect(await findViolations(dialog)).toEqual([]);
    const confirm = within(dialog).getByRole('button', { name: 'Mute' });
    expect(confirm).toBeDisabled();
    const until = within(dialog).getByLabelText('Until');
    await userEvent.type(within(dialog).getByLabelText('Reason'), ' known ');
    await userEvent.clear(until);
    await userEvent.type(until, '2020-01-01T10:00');
    expect(
      within(dialog).getByText('The end must lie in the future.'),
    ).toBeInTheDocument();
    expect(confirm).toBeDisabled();
    await userEvent.clear(until);
    await userEvent.type(until, '2036-01-01T10:00');
    await userEvent.click(confirm);
    expect(api.handleFinding).toHaveBeenCalledWith(
      'f-oom',
      {
        action: 'mute',
        reason: 'known',
        until: fromFieldValue('2036-01-01T10:00'),
      },
      { language: 'en' },
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('muted')).toBeInTheDocument();
  });

  it('keeps the dialog with what was written when muting fails', async () => {
    const error = await responseError(409, 'It is resolved.');
    await show(() => Promise.reject(error));
    await userEvent.click(button('Mute'));
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'known');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mute' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'That was not kept: It is resolved.',
    );
    expect(within(dialog).getByLabelText('Reason')).toHaveValue('known');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells the true cause', async () => {
    const api = await show(async () => finding);
    await userEvent.click(button('Wrong cause'));
    const dialog = await screen.findByRole('dialog', {
      name: 'What was the true cause?',
    });
    expect(await findViolations(dialog)).toEqual([]);
    await userEvent.type(
      within(dialog).getByLabelText('True cause'),
      'a leak in the cache',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(api.handleFinding).toHaveBeenCalledWith(
      'f-oom',
      { action: 'wrong-cause', trueCause: 'a leak in the cache' },
      { language: 'en' },
    );
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Noted. The true cause as told: a leak in the cache',
    );
  });

  it.each([
    ['active', ['Acknowledge', 'Mute', 'Wrong cause']],
    ['acknowledged', ['Mute', 'Reopen', 'Wrong cause']],
    ['muted', ['Reopen', 'Wrong cause']],
    ['resolved', ['Wrong cause']],
  ] as const)('offers what fits while it is %s', async (state, expected) => {
    await show(async () => finding, { changes: { state } });
    expect(buttons()).toEqual(expected);
  });

  it.each(['acknowledged', 'muted'] as const)(
    'is taken back while it is %s',
    async state => {
      const api = await show(async () => finding, { changes: { state } });
      await userEvent.click(button('Reopen'));
      expect(api.handleFinding).toHaveBeenCalledWith(
        'f-oom',
        { action: 'reopen' },
        { language: 'en' },
      );
      await waitFor(() =>
        expect(buttons()).toEqual(['Acknowledge', 'Mute', 'Wrong cause']),
      );
    },
  );

  it('is not asked for in a shared answer', async () => {
    await show(async () => finding, { readOnly: true });
    expect(screen.queryByRole('group', { name: /^Actions/ })).toBeNull();
  });

  it('is asked for in Russian', async () => {
    const api = await show(async () => handled, { language: 'ru' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Заглушить' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Заглушить на время',
    });
    expect(within(dialog).getByLabelText('Почему')).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Отмена' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(button('Взять в работу'));
    expect(await screen.findByText('в работе')).toBeInTheDocument();
    expect(api.handleFinding).toHaveBeenCalledWith(
      'f-oom',
      { action: 'acknowledge' },
      { language: 'ru' },
    );
  });
});
