import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { toFieldValue } from '../../conversation/timeChoice';
import type { Draft } from '../../hooks/useDraft';
import { findViolations } from '../../testUtils/findViolations';
import { Composer } from './Composer';

const checkout = { entityRef: 'component:default/checkout', title: 'checkout' };

function setUp(
  props: { running?: boolean; question?: string; fixed?: boolean } = {},
) {
  const onAsk = jest.fn();
  const onStop = jest.fn();
  const drafts: Draft[] = [];
  function Page() {
    const [draft, setDraft] = useState<Draft>({
      question: props.question ?? '',
      time: { kind: 'now' },
      entityRef: props.fixed ? checkout.entityRef : undefined,
    });
    drafts.push(draft);
    return (
      <Composer
        draft={draft}
        onChange={changes => setDraft(last => ({ ...last, ...changes }))}
        onAsk={onAsk}
        onStop={onStop}
        running={props.running ?? false}
        scopeFixed={props.fixed}
        owned={[checkout]}
        conversation={[]}
        environments={['prod']}
      />
    );
  }
  const rendered = renderInTestApp(<Page />);
  return { ...rendered, onAsk, onStop, draft: () => drafts[drafts.length - 1] };
}

describe('Composer', () => {
  it('sends by Enter, breaks lines by Shift+Enter, and never sends nothing', async () => {
    const { onAsk, draft, container } = setUp();
    const field = await screen.findByRole('textbox');
    await userEvent.type(field, '  {Enter}');
    expect(onAsk).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Ask' })).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, 'a{Shift>}{Enter}{/Shift}b{Enter}');
    expect(draft().question).toBe('a\nb');
    expect(onAsk).toHaveBeenCalledTimes(1);
    expect(
      screen.queryByRole('button', { name: /^Environment/ }),
    ).not.toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('refuses a question that is too long, and says so', async () => {
    const { onAsk } = setUp({ question: 'x'.repeat(8001) });
    const field = await screen.findByRole('textbox');
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Too long: 8001 of 8000 characters',
    );
    await userEvent.click(field);
    await userEvent.keyboard('{Enter}');
    expect(onAsk).not.toHaveBeenCalled();
  });

  it('keeps what is written while an answer runs, and stops it', async () => {
    const { onAsk, onStop } = setUp({ running: true, question: 'next' });
    const field = await screen.findByRole('textbox');
    await userEvent.click(field);
    await userEvent.keyboard('{Enter}');
    expect(onAsk).not.toHaveBeenCalled();
    expect(field).toHaveValue('next');
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onStop).toHaveBeenCalledTimes(1);
    expect(field).toHaveFocus();
  });

  it('shows a fixed scope without a choice', async () => {
    setUp({ fixed: true });
    expect(await screen.findByText('checkout')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Scope/ })).toBeNull();
  });

  it('chooses a time: a usual window, or one of the own choice', async () => {
    const { draft } = setUp();
    const open = async (item: string) => {
      await userEvent.click(
        await screen.findByRole('button', { name: /^Time/ }),
      );
      await userEvent.click(screen.getByRole('menuitem', { name: item }));
    };
    await open('last hour');
    expect(draft().time).toEqual({ kind: 'last', hours: 1 });

    await open('from … to …');
    const dialog = await screen.findByRole('dialog');
    const fill = async (label: string, value: string) => {
      const field = within(dialog).getByLabelText(label);
      await userEvent.clear(field);
      await userEvent.type(field, value);
    };
    await fill('From', '2026-03-01T10:00');
    await fill('To', '2026-03-01T09:00');
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'The end must be later than the beginning.',
    );
    expect(within(dialog).getByRole('button', { name: 'Use' })).toBeDisabled();
    expect(await findViolations(dialog)).toEqual([]);
    await fill('To', toFieldValue(Date.now() + 86_400_000));
    expect(within(dialog).getByRole('alert')).toHaveTextContent(
      'The moment lies in the future.',
    );
    await fill('To', '2026-03-01T11:00');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Use' }));
    expect(draft().time).toEqual({
      kind: 'window',
      from: new Date('2026-03-01T10:00').toISOString(),
      to: new Date('2026-03-01T11:00').toISOString(),
    });
  });
});
