import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import App from './App';

const backend = 'http://localhost:7007';
// pages are loaded when they are first needed
const patient = { timeout: 15_000 };
jest.setTimeout(60_000);

/** A session of the demo, as the backend's provider hands it out. */
function createSession(person: string) {
  const payload = {
    sub: `user:default/${person}`,
    ent: [`user:default/${person}`],
    exp: Math.floor(Date.now() / 1000) + 3600,
  };
  const token = `e30.${Buffer.from(JSON.stringify(payload)).toString(
    'base64url',
  )}.signature`;
  return {
    profile: { displayName: person },
    backstageIdentity: {
      token,
      expiresInSeconds: 3600,
      identity: {
        type: 'user',
        userEntityRef: payload.sub,
        ownershipEntityRefs: payload.ent,
      },
    },
  };
}

const fetchMock = jest.fn(
  async (input: RequestInfo | URL, init?: RequestInit) => {
    const { url, headers } = new Request(input, init);
    return url.startsWith(`${backend}/api/auth/demo/refresh`)
      ? Response.json(createSession(headers.get('x-demo-person') ?? 'nobody'))
      : Response.json({ items: [], totalItems: 0, pageInfo: {}, result: [] });
  },
);

describe('App', () => {
  beforeEach(() => {
    window.sessionStorage.clear();
    fetchMock.mockClear();
    jest.spyOn(global, 'fetch').mockImplementation(fetchMock);
    jest.replaceProperty(process, 'env', {
      ...process.env,
      // the bundler puts the value here, not text
      APP_CONFIG: [
        {
          data: { app: { title: 'Test' }, backend: { baseUrl: backend } },
          context: 'test',
        },
      ] as unknown as string,
    });
  });

  afterEach(() => jest.restoreAllMocks());

  it('lets a visitor choose one of the people of the demo', async () => {
    render(App.createRoot());

    await expect(
      screen.findByRole('heading', { name: 'Demo shop' }, patient),
    ).resolves.toBeVisible();
    expect(screen.getByRole('button', { name: 'Enter' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Enter as Иван Соколов' }),
    ).toBeVisible();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('signs in as the chosen person and shows the portal', async () => {
    render(App.createRoot());
    await userEvent.click(
      await screen.findByRole(
        'button',
        { name: 'Enter as Petra Lindqvist' },
        patient,
      ),
    );

    await expect(
      screen.findByRole('link', { name: 'Home' }, patient),
    ).resolves.toBeVisible();
    const refresh = fetchMock.mock.calls
      .map(([input, init]) => new Request(input, init))
      .find(({ url }) => url.includes('/auth/demo/refresh'));
    expect(refresh?.headers.get('x-demo-person')).toBe('petra');
  });
});
