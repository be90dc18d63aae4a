import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  assistantPlugin,
  knowledgeBaseServiceFactory,
} from '@smart-assistant/backstage-plugin-assistant-backend';
import ingestModule from '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_MS = 240_000;

/** Plugin and module as a portal adds them, on the embedded engine, over HTTP. */
export interface StartedAssistant {
  client: AssistantClient;
  /** Everything that the portal logged. */
  logs: readonly string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function startAssistant(options: {
  entities: Entity[];
  /** The `assistant` section, but for the directory of the base. */
  assistant: object;
}): Promise<StartedAssistant> {
  const directory = await mkdtemp(join(tmpdir(), 'assistant-portal-'));
  const logs: string[] = [];
  const backend = await startTestBackend({
    features: [
      recordingLogger(logs),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          assistant: { embedded: { directory }, ...options.assistant },
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({ entities: options.entities }),
      assistantPlugin,
      knowledgeBaseServiceFactory,
      ingestModule,
    ],
  });
  const address = backend.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const fetchAsUser = (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}/api/assistant${path}`, {
      ...init,
      headers: {
        ...init.headers,
        Authorization: mockCredentials.user.header(),
      },
    });
  const client = new AssistantClient({
    discoveryApi: { getBaseUrl: async () => '' },
    fetchApi: { fetch: (url, init) => fetchAsUser(String(url), init) },
  });
  await waitUntilReady(client);
  return {
    client,
    logs,
    fetch: fetchAsUser,
    async stop() {
      await backend.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function recordingLogger(logs: string[]) {
  const logger = mockServices.rootLogger.mock();
  const record = (message: string, meta?: unknown) => {
    logs.push(
      `${message} ${
        meta instanceof Error ? meta.stack : JSON.stringify(meta ?? {})
      }`,
    );
  };
  for (const level of ['error', 'warn', 'info', 'debug'] as const) {
    logger[level].mockImplementation(record);
  }
  logger.child.mockReturnValue(logger);
  return logger.factory;
}

/** The start of a portal does not wait for the first build; a test does. */
async function waitUntilReady(client: AssistantClient) {
  const until = Date.now() + READY_MS;
  for (;;) {
    const { ready, documents } = await client.getReadiness();
    if (ready) {
      return;
    }
    if (Date.now() > until) {
      throw new Error(
        `The documents were not read in time: ${JSON.stringify(documents)}`,
      );
    }
    await new Promise(done => setTimeout(done, 250));
  }
}
