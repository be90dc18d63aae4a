import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { sleep } from './clock.mjs';

/** A client of one API server: JSON in, JSON out, nothing else is needed here. */
export class Api {
  #url;
  #token;
  #agent;

  constructor({ url, token, caFile }) {
    this.#url = url;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, ca: readFileSync(caFile) });
  }

  get(path) {
    return this.#send({ method: 'GET', path });
  }

  /** The answer, or undefined when there is no such object. */
  async find(path) {
    return this.get(path).catch(error => {
      if (error.code === 404) return undefined;
      throw error;
    });
  }

  post(path, body) {
    return this.#send({ method: 'POST', path, body });
  }

  delete(path, body) {
    return this.#send({ method: 'DELETE', path, body });
  }

  patch(path, body, type = 'application/merge-patch+json') {
    return this.#send({ method: 'PATCH', path, body, type });
  }

  /** Creates or changes an object, as `kubectl apply --server-side` does. */
  apply(object) {
    return this.patch(
      `${pathOf(object)}?fieldManager=deploy&force=true`,
      object,
      'application/apply-patch+yaml',
    );
  }

  /** Tries again when a kept connection was closed meanwhile, or the server asks to come back. */
  async #send(call) {
    for (let left = 4; ; left -= 1) {
      try {
        return await this.#sendOnce(call);
      } catch (error) {
        if (left === 0 || !['ECONNRESET', 429].includes(error.code))
          throw error;
        await sleep(1000);
      }
    }
  }

  #sendOnce({ method, path, body, type = 'application/json' }) {
    const sent = body && JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const call = request(
        `${this.#url}${path}`,
        {
          method,
          agent: this.#agent,
          timeout: 20_000,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
            // Node frames the body of a DELETE only when its length is given
            ...(sent && {
              'content-type': type,
              'content-length': Buffer.byteLength(sent),
            }),
          },
        },
        answer => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', part => (text += part));
          answer.on('error', reject);
          answer.on('end', () => {
            if (answer.statusCode < 300) resolve(JSON.parse(text));
            else
              reject(failure({ method, path, code: answer.statusCode, text }));
          });
        },
      );
      call.on('timeout', () =>
        call.destroy(new Error(`${method} ${path} timed out`)),
      );
      call.on('error', reject);
      call.end(sent);
    });
  }
}

function failure({ method, path, code, text }) {
  const error = new Error(`${method} ${path}: ${code} ${text.slice(0, 400)}`);
  error.code = code;
  return error;
}

const CLUSTER_WIDE = new Set([
  'APIService',
  'CustomResourceDefinition',
  'Namespace',
  'Node',
  'PersistentVolume',
  'StorageClass',
]);

/** Plurals that are not the kind in small letters plus s. */
const PLURALS = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
  StorageClass: 'storageclasses',
};

export function pathOf({ apiVersion, kind, metadata }) {
  const root = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  const space = CLUSTER_WIDE.has(kind)
    ? ''
    : `/namespaces/${metadata.namespace}`;
  return `${root}${space}/${plural}/${metadata.name}`;
}
