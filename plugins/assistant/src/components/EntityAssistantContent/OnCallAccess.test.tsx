import type {
  AccessGrant,
  AssistantAccessApi,
  AssistantApi,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { OnCallAccess } from './OnCallAccess';

const entityRef = 'component:default/checkout';

const grant = (expiresIn: number): AccessGrant => ({
  id: 'g-1',
  user: { entityRef: 'user:default/dana', title: 'Dana' },
  entity: { entityRef, title: 'checkout' },
  reason: 'Page 4711',
  grantedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + expiresIn).toISOString(),
});

function show(
  options: {
    grants?: AccessGrant[];
    offer?: boolean;
    language?: 'en' | 'ru';
    access?: Partial<AssistantAccessApi>;
  } = {},
) {
  let grants = options.grants ?? [];
  const access = {
    listAccessGrants: jest.fn(async () => ({ items: grants })),
    openAccess: jest.fn(async () => {
      grants = [grant(4 * 3_600_000)];
      return grants[0];
    }),
    closeAccess: jest.fn(async () => {
      grants = [];
    }),
    ...options.access,
  };
  const api: jest.Mocked<AssistantApi> = Object.assign(
    fakeAssistantApi(),
    access,
  );
  const onChanged = jest.fn();
  renderPage(
    <>
      <p>there</p>
      <OnCallAccess
        name="checkout"
        entityRef={entityRef}
        offer={options.offer ?? true}
        onChanged={onChanged}
      />
    </>,
    { api, language: options.language },
  );
  return { access, onChanged };
}

describe('OnCallAccess', () => {
  it('opens with a reason, says until when, and closes again', async () => {
    const { access, onChanged } = show();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open for 4 hours' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Open checkout in full for 4 hours?',
    });
    expect(dialog).toHaveTextContent('The owners read the reason');
    expect(await findViolations(dialog)).toEqual([]);
    const reason = screen.getByRole('textbox', { name: 'Reason' });
    await waitFor(() => expect(reason).toHaveFocus());
    await userEvent.keyboard(' no  ');
    const open = screen.getByRole('button', { name: 'Open for 4 hours' });
    expect(open).toBeDisabled();
    await userEvent.clear(reason);
    await userEvent.type(reason, 'Page 4711 of tonight ');
    await userEvent.click(open);
    expect(access.openAccess).toHaveBeenCalledWith({
      entityRef,
      reason: 'Page 4711 of tonight',
    });
    expect(
      await screen.findByText(/^Open to you until \d/),
    ).toBeInTheDocument();
    expect(onChanged).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: 'Close now' }));
    expect(access.closeAccess).toHaveBeenCalledWith('g-1');
    expect(
      await screen.findByRole('button', { name: 'Open for 4 hours' }),
    ).toBeInTheDocument();
  });

  it('says why it did not work', async () => {
    show({
      language: 'ru',
      access: {
        openAccess: async () => {
          throw new Error('Нет такой группы.');
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Открыть на 4 часа' }),
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Причина' }),
      'Вызов 4711{Control>}{/Control}',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Открыть на 4 часа' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Не получилось: Нет такой группы.',
    );
  });

  it.each([
    ['nothing is told in short', { offer: false }],
    ['what was open is over', { offer: false, grants: [grant(-1_000)] }],
  ])('offers nothing where %s', async (_, options) => {
    const { access } = show(options);
    await screen.findByText('there');
    await waitFor(() => expect(access.listAccessGrants).toHaveBeenCalled());
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('offers nothing where the backend knows nothing of it', async () => {
    renderPage(
      <>
        <p>there</p>
        <OnCallAccess
          name="x"
          entityRef={entityRef}
          offer
          onChanged={() => {}}
        />
      </>,
      { api: fakeAssistantApi() },
    );
    await screen.findByText('there');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
