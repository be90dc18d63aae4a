import type { NamedEntity } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { TimeChoice } from '../../conversation/timeChoice';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { EnvironmentChip } from './EnvironmentChip';
import { ScopeChip, type ScopeChipProps } from './ScopeChip';
import { TimeChip } from './TimeChip';

const named = (title: string): NamedEntity => ({
  entityRef: `component:default/${title}`,
  title,
});
const checkout = named('checkout');
const orders = named('orders');

const show = (element: JSX.Element, language: 'en' | 'ru' = 'en') =>
  renderPage(element, { api: fakeAssistantApi(), language });

/** What the menu of a chip offers. */
async function offered(chip: RegExp) {
  await userEvent.click(await screen.findByRole('button', { name: chip }));
  return (await screen.findAllByRole('menuitem')).map(item => item.textContent);
}

describe('ScopeChip', () => {
  const scope = (changes: Partial<ScopeChipProps> = {}) => {
    const onChange = jest.fn();
    const props = { owned: [checkout, orders], conversation: [], ...changes };
    return { onChange, element: <ScopeChip onChange={onChange} {...props} /> };
  };

  it('means what the reader owns, and offers it by name', async () => {
    const { element, onChange } = scope();
    show(element);
    expect(await offered(/^Scope: what I own$/)).toEqual([
      'What I own',
      'checkout',
      'orders',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'orders' }));
    expect(onChange).toHaveBeenCalledWith('component:default/orders');
  });

  it('goes on with what the conversation is about, each thing once', async () => {
    const { element, onChange } = scope({
      conversation: [checkout, named('payments')],
    });
    show(element);
    expect(
      await offered(/^Scope: checkout, payments, from this conversation$/),
    ).toEqual([
      'checkout, payments, from this conversation',
      'checkout',
      'payments',
      'orders',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'payments' }));
    expect(onChange).toHaveBeenCalledWith('component:default/payments');
  });

  it('can be widened again', async () => {
    const { element, onChange } = scope({ entityRef: checkout.entityRef });
    show(element);
    await offered(/^Scope: checkout$/);
    await userEvent.click(screen.getByRole('menuitem', { name: 'What I own' }));
    expect(onChange).toHaveBeenCalledWith(undefined);
  });

  it('names an entity of a link that the reader does not own', async () => {
    const { element } = scope({ entityRef: 'component:default/search-api' });
    show(element);
    expect(
      await screen.findByRole('button', { name: 'Scope: search-api' }),
    ).toBeInTheDocument();
  });

  it('is a plain sign where nothing else can be chosen', async () => {
    const { element } = scope({ entityRef: checkout.entityRef, fixed: true });
    show(element, 'ru');
    expect(await screen.findByTitle('Область: checkout')).toHaveTextContent(
      'checkout',
    );
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('closes by keyboard without a choice, and gives the focus back', async () => {
    const { element, onChange } = scope();
    show(element);
    const chip = await screen.findByRole('button', { name: /^Scope/ });
    chip.focus();
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('menu')).toBeInTheDocument();
    expect(chip).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(chip).toHaveFocus();
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('EnvironmentChip', () => {
  it.each([[[]], [['prod']]])('is no choice among %j', async environments => {
    show(
      <>
        <EnvironmentChip environments={environments} onChange={() => {}} />
        <p>there</p>
      </>,
    );
    await screen.findByText('there');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows the one of a link, even if there is no other', async () => {
    const onChange = jest.fn();
    show(
      <EnvironmentChip
        environment="lab"
        environments={[]}
        onChange={onChange}
      />,
    );
    expect(await offered(/^Environment: lab$/)).toEqual(['any environment']);
    await userEvent.click(screen.getByRole('menuitem'));
    expect(onChange).toHaveBeenCalledWith(undefined);
  });

  it('chooses one of several', async () => {
    const onChange = jest.fn();
    show(
      <EnvironmentChip environments={['prod', 'stage']} onChange={onChange} />,
    );
    expect(await offered(/^Environment: any environment$/)).toEqual([
      'any environment',
      'prod',
      'stage',
    ]);
    await userEvent.click(screen.getByRole('menuitem', { name: 'stage' }));
    expect(onChange).toHaveBeenCalledWith('stage');
  });
});

describe('TimeChip', () => {
  function Page(props: { initial?: TimeChoice }) {
    const [time, setTime] = useState<TimeChoice>(
      props.initial ?? { kind: 'now' },
    );
    return (
      <>
        <TimeChip time={time} onChange={setTime} />
        <output>{JSON.stringify(time)}</output>
      </>
    );
  }
  const chosen = () => JSON.parse(screen.getByRole('status').textContent!);

  it('offers usual windows, a moment and a window', async () => {
    show(<Page />);
    expect(await offered(/^Time: now$/)).toEqual([
      'now',
      'last hour',
      'last 24 hours',
      'last 7 days',
      'at a moment…',
      'from … to …',
    ]);
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'last 7 days' }),
    );
    expect(chosen()).toEqual({ kind: 'last', hours: 168 });
    expect(
      await screen.findByRole('button', { name: 'Time: last 7 days' }),
    ).toBeInTheDocument();
  });

  it('asks for a moment of the past', async () => {
    show(<Page />);
    await offered(/^Time/);
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'at a moment…' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'When is the question about?',
    });
    const field = within(dialog).getByLabelText('Moment');
    expect(within(dialog).queryByLabelText('To')).not.toBeInTheDocument();
    const use = within(dialog).getByRole('button', { name: 'Use' });
    expect(use).toBeEnabled();
    await userEvent.clear(field);
    expect(use).toBeDisabled();
    await userEvent.type(field, '2026-03-01T10:00');
    await userEvent.click(use);
    expect(chosen()).toEqual({
      kind: 'at',
      at: new Date('2026-03-01T10:00').toISOString(),
    });
    expect(
      await screen.findByRole('button', { name: /^Time: Mar 1, 2026, 10:00/ }),
    ).toBeInTheDocument();
  });

  it('keeps what was chosen when the dialog is left', async () => {
    show(<Page initial={{ kind: 'last', hours: 1 }} />);
    await offered(/^Time: last hour$/);
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'from … to …' }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(chosen()).toEqual({ kind: 'last', hours: 1 });
  });

  it('writes moments as Russians do', async () => {
    const at = new Date('2026-03-01T10:00').toISOString();
    show(<Page initial={{ kind: 'at', at }} />, 'ru');
    expect(
      await screen.findByRole('button', {
        name: /^Время: 1 мар\. 2026 г\., 10:00$/,
      }),
    ).toBeInTheDocument();
    await offered(/^Время/);
    expect(
      screen.getByRole('menuitem', { name: 'последний час' }),
    ).toBeInTheDocument();
  });
});
