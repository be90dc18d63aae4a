import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { watchClipboard } from '../../testUtils/watchClipboard';
import { CopyButton } from './CopyButton';

const name = 'Copy the command of step 1';

async function show(text: () => string, language: 'en' | 'ru' = 'en') {
  renderPage(<CopyButton text={text} name={name} />, {
    api: fakeAssistantApi(),
    language,
  });
  return screen.findByRole('button', { name });
}

describe('CopyButton', () => {
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('copies what is true when it is pressed, says so, and forgets it', async () => {
    jest.useFakeTimers({ advanceTimers: true, doNotFake: ['performance'] });
    const user = userEvent.setup({ delay: null });
    const clipboard = watchClipboard();
    let command = 'kubectl get pods';
    const button = await show(() => command);
    expect(button).toHaveTextContent('Copy');
    command = 'kubectl get nodes';
    await user.click(button);
    expect(clipboard.all).toEqual(['kubectl get nodes']);
    expect(button).toHaveTextContent('Copied');
    // the name changes with the words, so that it is heard as well
    expect(button).toHaveAccessibleName('Copied');
    act(() => {
      jest.advanceTimersByTime(2_000);
    });
    expect(button).toHaveTextContent(/^Copy$/);
    expect(button).toHaveAccessibleName(name);
  });

  it('is reached and pressed by keyboard', async () => {
    const clipboard = watchClipboard();
    const button = await show(() => 'x');
    // everything of the frame comes first
    for (let n = 0; n < 20 && document.activeElement !== button; n++) {
      await userEvent.tab();
    }
    expect(button).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(clipboard.all).toEqual(['x']);
  });

  it('lets the reader copy by hand where the browser refuses', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    watchClipboard({ refuse: true });
    const button = await show(() => 'kubectl get pods');
    await userEvent.click(button);
    expect(window.prompt).toHaveBeenCalledWith(
      expect.any(String),
      'kubectl get pods',
    );
  });

  it('does not claim to have copied what could not be', async () => {
    watchClipboard();
    const button = await show(() => '', 'ru');
    await screen.findByText('Копировать');
    await userEvent.click(button);
    await waitFor(() => expect(button).toHaveTextContent('Копировать'));
    expect(button).toHaveAccessibleName(name);
    expect(
      await screen.findByText('Браузер не разрешил копирование.'),
    ).toBeInTheDocument();
  });
});
