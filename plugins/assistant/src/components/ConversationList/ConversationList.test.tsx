import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useConversations } from '../../hooks/useConversations';
import * as file from '../../hooks/saveFile';
import { summary } from '../../testUtils/answers';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { ConversationList } from './ConversationList';

jest.mock('../../hooks/saveFile');

function setUp(
  api = fakeAssistantApi(),
  options: { openId?: string; language?: 'en' | 'ru' } = {},
) {
  const handlers = {
    onOpen: jest.fn(),
    onNew: jest.fn(),
    onDeleted: jest.fn(),
  };
  function Page() {
    return (
      <ConversationList
        {...handlers}
        openId={options.openId}
        conversations={useConversations()}
      />
    );
  }
  const rendered = renderPage(<Page />, { api, language: options.language });
  return { api, ...handlers, ...rendered };
}

const listing = (...items: ReturnType<typeof summary>[]) =>
  fakeAssistantApi({
    listConversations: async () => ({ items, totalItems: items.length }),
  });

/** Opens the menu of a conversation and chooses from it, by keyboard alone. */
async function chooseByKeyboard(title: string, item: string) {
  const more = await screen.findByRole('button', {
    name: `More for “${title}”`,
  });
  more.focus();
  await userEvent.keyboard('{Enter}');
  const entry = await screen.findByRole('menuitem', { name: item });
  for (let n = 0; n < 5 && document.activeElement !== entry; n++) {
    await userEvent.keyboard('{ArrowDown}');
  }
  expect(entry).toHaveFocus();
  await userEvent.keyboard('{Enter}');
}

describe('ConversationList', () => {
  it('groups by day, marks the open one, and says what each is about', async () => {
    const now = new Date().toISOString();
    const { container } = setUp(
      listing(
        summary({ id: 'a', title: 'Old', updatedAt: '2020-01-01T00:00:00Z' }),
        summary({ id: 'b', title: 'New', updatedAt: now, entities: [] }),
        summary({ id: 'c', title: 'Kept', pinned: true }),
      ),
      { openId: 'b' },
    );
    const today = await screen.findByRole('region', { name: 'Today' });
    const open = within(today).getByRole('button', { name: /^New/ });
    expect(open).toHaveAttribute('aria-current', 'true');
    expect(open).toHaveTextContent(/what I own · now/);
    const older = screen.getByRole('region', { name: 'Older' });
    const old = within(older).getByRole('button', { name: /^Old/ });
    expect(old).not.toHaveAttribute('aria-current');
    expect(old).toHaveTextContent(
      /checkout · Jan 1, 2020|checkout · Dec 31, 2019/,
    );
    const groups = container.querySelectorAll('section[aria-label]');
    expect([...groups].map(group => group.getAttribute('aria-label'))).toEqual([
      'Pinned',
      'Today',
      'Older',
    ]);
    expect(await findViolations(container)).toEqual([]);
  });

  it('opens a conversation and begins another', async () => {
    const { onOpen, onNew } = setUp();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Checkout in a crash/ }),
    );
    expect(onOpen).toHaveBeenCalledWith('c-1');
    await userEvent.click(screen.getByRole('button', { name: 'New question' }));
    expect(onNew).toHaveBeenCalledTimes(1);
  });

  it('takes a pin away again', async () => {
    const { api } = setUp(listing(summary({ title: 'Kept', pinned: true })));
    await chooseByKeyboard('Kept', 'Unpin');
    expect(api.updateConversation).toHaveBeenCalledWith('c-1', {
      pinned: false,
    });
  });

  it('exports one by keyboard', async () => {
    const { api } = setUp();
    await chooseByKeyboard('Checkout in a crash loop', 'Export as Markdown');
    await waitFor(() =>
      expect(file.saveFile).toHaveBeenCalledWith({
        name: 'Checkout in a crash loop.md',
        type: 'text/markdown',
        content: '# Checkout',
      }),
    );
    expect(api.exportConversation).toHaveBeenCalledWith('c-1');
  });

  it('keeps a title that nobody changed, and takes no empty one', async () => {
    const { api } = setUp();
    await chooseByKeyboard('Checkout in a crash loop', 'Rename');
    const dialog = await screen.findByRole('dialog');
    const field = within(dialog).getByRole('textbox', { name: 'Title' });
    expect(field).toHaveValue('Checkout in a crash loop');
    await waitFor(() => expect(field).toHaveFocus());
    await userEvent.clear(field);
    await userEvent.type(field, '   {Enter}');
    expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
    await userEvent.type(field, 'x'.repeat(300));
    expect((field as HTMLInputElement).value.length).toBe(200);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.updateConversation).not.toHaveBeenCalled();
  }, 180_000);

  it('deletes nothing before it was confirmed', async () => {
    const { api, onDeleted } = setUp();
    await chooseByKeyboard('Checkout in a crash loop', 'Delete');
    const dialog = await screen.findByRole('dialog', {
      name: 'Delete this conversation?',
    });
    expect(dialog).toHaveTextContent('“Checkout in a crash loop”');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.deleteConversation).not.toHaveBeenCalled();
    expect(onDeleted).not.toHaveBeenCalled();
  });

  it('says when the server refused, and shows what is there', async () => {
    const { api } = setUp();
    api.updateConversation.mockRejectedValue(
      await responseError(404, 'The conversation is gone.'),
    );
    await chooseByKeyboard('Checkout in a crash loop', 'Pin');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That did not work: The conversation is gone.',
    );
    await waitFor(() => expect(api.listConversations).toHaveBeenCalledTimes(2));
  });

  it('says why there is no list, and loads it again', async () => {
    const error = await responseError(503, 'The database is locked.');
    const { api } = setUp(
      fakeAssistantApi({
        listConversations: async () => {
          throw error;
        },
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is locked.',
    );
    api.listConversations.mockResolvedValue({
      items: [summary()],
      totalItems: 1,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('button', { name: /^Checkout in a crash/ }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows titles as text, however long and whatever they look like', async () => {
    const title = `<b>${'ОченьДлинноеСлово'.repeat(12)}</b>`;
    const { container } = setUp(listing(summary({ title })), {
      language: 'ru',
    });
    const line = await screen.findByTitle(title);
    expect(line).toHaveTextContent(title);
    expect(getComputedStyle(line).textOverflow).toBe('ellipsis');
    expect(container.querySelector('b')).toBeNull();
    expect(
      await screen.findByRole('button', { name: 'Новый вопрос' }),
    ).toBeInTheDocument();
  });
});
