import { ServiceUnavailableError } from '@backstage/errors';
import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';

/** @public */
export interface OutgoingFetchOptions {
  /** PEM file of a private certificate authority; it is trusted beside the usual ones. */
  caFile?: string;
  /** Sent with each request unless the call sets the same header itself. */
  headers?: Readonly<Record<string, string>>;
  /** Longest silence: until connected, until the headers, and between two pieces of the body. */
  timeoutMs: number;
}

/**
 * A `fetch` for calls that leave the portal: private CA, proxy, extra headers and a time-out.
 *
 * - `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the process are followed.
 * - Redirects are refused: the extra headers may be secrets, and an API has no reason to redirect.
 * - The CA file is read at the first call, so that a wrong path never stops the portal from starting.
 * - It is undici's own `fetch`, for the dispatcher of another undici than Node's cannot be given to Node's.
 *
 * @public
 */
export function createOutgoingFetch(
  options: OutgoingFetchOptions,
): typeof globalThis.fetch {
  let dispatcher: Promise<EnvHttpProxyAgent> | undefined;

  const outgoingFetch = async (
    input: string | URL | Request,
    given: RequestInit = {},
  ): Promise<Response> => {
    const init =
      input instanceof Request ? { ...partsOf(input), ...given } : given;
    dispatcher ??= createDispatcher(options);
    const agent = await dispatcher.catch(error => {
      // the file may be there the next time
      dispatcher = undefined;
      throw error;
    });
    const headers = new Headers(options.headers);
    new Headers(init.headers).forEach((value, name) =>
      headers.set(name, value),
    );
    const response = await undiciFetch(
      input instanceof Request ? input.url : input,
      {
        redirect: 'error',
        ...init,
        headers: Object.fromEntries(headers),
        dispatcher: agent,
      } as Parameters<typeof undiciFetch>[1],
    );
    // the same class by specification; only the two type declarations differ
    return response as unknown as Response;
  };
  return outgoingFetch as typeof globalThis.fetch;
}

/** undici's `fetch` does not know Node's `Request`. */
function partsOf(request: Request): RequestInit {
  const { method, headers, body, signal } = request;
  return { method, headers, signal, ...(body && { body, duplex: 'half' }) };
}

async function createDispatcher({
  caFile,
  timeoutMs,
}: OutgoingFetchOptions): Promise<EnvHttpProxyAgent> {
  const ca = caFile ? await readAuthorities(caFile) : undefined;
  return new EnvHttpProxyAgent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs, ...(ca && { ca }) },
    ...(ca && { requestTls: { ca }, proxyTls: { ca } }),
  });
}

/** The usual authorities as well: `ca` alone would replace them. */
async function readAuthorities(caFile: string): Promise<string[]> {
  let pem: string;
  try {
    pem = await readFile(caFile, 'utf8');
  } catch (error) {
    throw new ServiceUnavailableError(
      `Cannot read the certificate authority ${caFile}; set assistant.http.caFile to a readable PEM file`,
      error,
    );
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new ServiceUnavailableError(
      `${caFile} holds no certificate; set assistant.http.caFile to a PEM file`,
    );
  }
  return [...defaultAuthorities(), pem];
}

function defaultAuthorities(): readonly string[] {
  // since Node 22.15; it honours NODE_EXTRA_CA_CERTS as well
  return 'getCACertificates' in tls
    ? tls.getCACertificates('default')
    : (tls as { rootCertificates: readonly string[] }).rootCertificates;
}
