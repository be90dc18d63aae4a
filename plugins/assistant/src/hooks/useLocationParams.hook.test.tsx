import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeAssistantApi } from '../testUtils/fakeAssistantApi';
import { renderPage } from '../testUtils/renderPage';
import {
  type LocationParams,
  useLocationParams,
  useSubPage,
} from './useLocationParams';

function Page(props: { next: LocationParams; replace?: boolean }) {
  const { params, setParams } = useLocationParams();
  const subPage = useSubPage();
  return (
    <>
      <output>{JSON.stringify({ subPage, ...params })}</output>
      <button onClick={() => setParams(props.next, { replace: props.replace })}>
        go
      </button>
    </>
  );
}

/** A second place of the page that reads the address. */
function Other() {
  const { params } = useLocationParams();
  return <p>other: {params.conversation ?? 'none'}</p>;
}

async function show(
  address: string,
  next: LocationParams = {},
  options: { replace?: boolean } = {},
) {
  renderPage(
    <>
      <Page next={next} {...options} />
      <Other />
    </>,
    { api: fakeAssistantApi(), address },
  );
  return screen.findByRole('button', { name: 'go' });
}

const read = () => JSON.parse(screen.getByText(/subPage/).textContent!);

describe('useLocationParams', () => {
  it('goes to a new address that the Back button leaves again', async () => {
    const go = await show('/assistant?q=Why', { conversation: 'c-1' });
    const before = window.history.length;
    await userEvent.click(go);
    expect(window.location.search).toBe('?conversation=c-1');
    expect(read()).toEqual({ subPage: 'chat', conversation: 'c-1' });
    // everybody on the page knows
    expect(screen.getByText('other: c-1')).toBeInTheDocument();
    expect(window.history.length).toBe(before + 1);
    // the portal's router finds its own entry when the reader goes back
    expect(window.history.state).toMatchObject({
      idx: 1,
      key: expect.stringMatching(/^\w{4,8}$/),
    });
    await act(async () => {
      const back = new Promise(resolve => {
        window.addEventListener('popstate', resolve, { once: true });
      });
      window.history.back();
      await back;
    });
    expect(read()).toEqual({ subPage: 'chat', q: 'Why' });
    expect(screen.getByText('other: none')).toBeInTheDocument();
  });

  it('replaces the address where the old one must not come back', async () => {
    const go = await show(
      '/assistant?q=Why',
      { conversation: 'c-1' },
      { replace: true },
    );
    window.history.replaceState({ idx: 4, key: 'router' }, '');
    const before = window.history.length;
    await userEvent.click(go);
    expect(window.history.length).toBe(before);
    expect(window.history.state.idx).toBe(4);
    expect(window.history.state.key).not.toBe('router');
    expect(read()).toEqual({ subPage: 'chat', conversation: 'c-1' });
  });

  it('does nothing where it is already', async () => {
    const go = await show('/assistant?conversation=c-1', {
      conversation: 'c-1',
    });
    const before = window.history.length;
    await userEvent.click(go);
    expect(window.history.length).toBe(before);
  });

  it('keeps the path, and writes values so that they can be read back', async () => {
    const q = 'лаг & ещё? #5 100% /x';
    const go = await show('/assistant', { q });
    await userEvent.click(go);
    expect(window.location.pathname).toBe('/assistant');
    expect(read().q).toBe(q);
  });

  it('passes over broken escapes and repeated names', async () => {
    await show('/assistant?q=%E0%A4%A&q=second&entity=%20&env=prod&x=1');
    const { q, ...rest } = read();
    expect(q).toMatch(/\S/);
    expect(q).not.toBe('second');
    expect(rest).toEqual({ subPage: 'chat', env: 'prod' });
  });
});

describe('useSubPage', () => {
  it.each([
    ['/assistant', 'chat'],
    ['/assistant/', 'chat'],
    ['/assistant/knowledge', 'knowledge'],
    ['/assistant/knowledge/', 'knowledge'],
    ['/assistant/knowledge?x=1', 'knowledge'],
    ['/assistant/knowledgeable', 'chat'],
    ['/assistant?q=/knowledge', 'chat'],
    // the portal may live below a path of its own
    ['/portal/assistant/knowledge', 'knowledge'],
  ])('finds at %s the page %s', async (address, subPage) => {
    await show(address);
    expect(read().subPage).toBe(subPage);
  });
});
