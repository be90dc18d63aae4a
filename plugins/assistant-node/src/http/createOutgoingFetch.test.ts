import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutgoingFetch } from './createOutgoingFetch';

const fixture = (name: string) => join(__dirname, '__fixtures__', name);
const servers: Server[] = [];

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (handler: RequestListener) => listen(createServer(handler));

const echo: RequestListener = (req, res) => {
  const body: Buffer[] = [];
  req.on('data', piece => body.push(piece));
  req.on('end', () =>
    res.end(
      JSON.stringify({
        method: req.method,
        url: req.url,
        headers: req.headers,
        body: Buffer.concat(body).toString(),
      }),
    ),
  );
};

describe('createOutgoingFetch', () => {
  const environment = { ...process.env };

  afterEach(async () => {
    process.env = { ...environment };
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });

  it('sends the extra headers, unless the call sets them itself', async () => {
    const port = await serve(echo);
    const fetch = createOutgoingFetch({
      headers: { 'X-Team': 'shop', Authorization: 'extra' },
      timeoutMs: 2000,
    });

    const response = await fetch(`http://127.0.0.1:${port}/a`, {
      method: 'POST',
      body: 'text',
      headers: { authorization: 'own' },
    });

    expect(response.ok).toBe(true);
    await expect(response.json()).resolves.toMatchObject({
      method: 'POST',
      body: 'text',
      headers: { 'x-team': 'shop', authorization: 'own' },
    });
  });

  it('takes a Request as well', async () => {
    const port = await serve(echo);
    const fetch = createOutgoingFetch({ timeoutMs: 2000 });

    const response = await fetch(
      new Request(`http://127.0.0.1:${port}/r`, {
        method: 'PUT',
        body: 'text',
        headers: { 'x-one': '1' },
      }),
    );

    await expect(response.json()).resolves.toMatchObject({
      method: 'PUT',
      url: '/r',
      body: 'text',
      headers: { 'x-one': '1' },
    });
  });

  it('gives up on a server that stays silent, also in the middle of the body', async () => {
    const silent = await serve(() => {});
    const halting = await serve((_req, res) => void res.write('half'));
    const fetch = createOutgoingFetch({ timeoutMs: 300 });

    await expect(fetch(`http://127.0.0.1:${silent}`)).rejects.toMatchObject({
      cause: { code: 'UND_ERR_HEADERS_TIMEOUT' },
    });
    const response = await fetch(`http://127.0.0.1:${halting}`);
    await expect(response.text()).rejects.toMatchObject({
      cause: { code: 'UND_ERR_BODY_TIMEOUT' },
    });
  });

  it('stops at once when the signal is aborted', async () => {
    const port = await serve(() => {});
    const controller = new AbortController();
    const call = createOutgoingFetch({ timeoutMs: 60_000 })(
      `http://127.0.0.1:${port}`,
      { signal: controller.signal },
    );

    controller.abort();

    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('refuses to follow a redirect', async () => {
    const target = jest.fn();
    const targetPort = await serve((_req, res) => {
      target();
      res.end();
    });
    const port = await serve((_req, res) =>
      res.writeHead(302, { location: `http://127.0.0.1:${targetPort}` }).end(),
    );

    await expect(
      createOutgoingFetch({ timeoutMs: 2000 })(`http://127.0.0.1:${port}`),
    ).rejects.toThrow('fetch failed');
    expect(target).not.toHaveBeenCalled();
  });

  it('goes through the proxy of the environment, except for NO_PROXY', async () => {
    const port = await serve((_req, res) => res.end('direct'));
    const proxied: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (req, socket) => {
      proxied.push(req.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    const proxyPort = await listen(proxy);
    process.env.HTTP_PROXY = `http://127.0.0.1:${proxyPort}`;
    process.env.NO_PROXY = '127.0.0.1';
    delete process.env.http_proxy;
    delete process.env.no_proxy;
    const fetch = createOutgoingFetch({ timeoutMs: 2000 });

    const direct = await fetch(`http://127.0.0.1:${port}`);
    await expect(direct.text()).resolves.toBe('direct');
    await expect(fetch('http://models.invalid/v1')).rejects.toThrow();
    expect(proxied).toEqual(['models.invalid:80']);
  });

  it('trusts a private authority only when it is configured', async () => {
    const port = await listen(
      createTlsServer(
        {
          key: readFileSync(fixture('test-only-key.pem')),
          cert: readFileSync(fixture('test-only-ca.pem')),
        },
        (_req, res) => res.end('private'),
      ),
    );
    const url = `https://localhost:${port}`;

    await expect(
      createOutgoingFetch({ timeoutMs: 2000 })(url),
    ).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    const response = await createOutgoingFetch({
      caFile: fixture('test-only-ca.pem'),
      timeoutMs: 2000,
    })(url);
    await expect(response.text()).resolves.toBe('private');
  });

  it('says what to do when the authority cannot be read, and tries again', async () => {
    const port = await serve((_req, res) => res.end('ok'));
    const caFile = join(tmpdir(), `assistant-ca-${process.pid}-${Date.now()}`);
    const fetch = createOutgoingFetch({ caFile, timeoutMs: 2000 });
    const url = `http://127.0.0.1:${port}`;

    await expect(fetch(url)).rejects.toThrow(
      /set assistant.http.caFile to a readable PEM file/,
    );
    writeFileSync(caFile, 'no certificate');
    await expect(fetch(url)).rejects.toThrow(/holds no certificate/);
    writeFileSync(caFile, readFileSync(fixture('test-only-ca.pem')));
    await expect((await fetch(url)).text()).resolves.toBe('ok');
  });
});
