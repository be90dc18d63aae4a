import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type DocumentBaseBuilder,
  type Embedder,
  type KnowledgeBase,
  type LanguageModel,
  assistantDocumentsExtensionPoint,
  assistantModelsExtensionPoint,
  knowledgeBaseServiceRef,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { openTemporaryPostgres } from '../database/testUtils/eachEngine';
import { EMBEDDER, DIMENSIONS, embed } from '../database/testUtils/documents';
import { assistantPlugin } from '../plugin';
import {
  assistantDatabaseServiceRef,
  knowledgeBaseServiceFactory,
} from '../service';
import {
  auditorFactory,
  authFactory,
  entitiesModule,
  loggerFactory,
  policyModule,
  userInfoFactory,
} from './testServices';
import type { AssistantStores } from '../database';

export interface TestAssistantOptions {
  engine: 'pglite' | 'postgres';
  /** A PostgreSQL database that need not work: then nobody waits for it. */
  databaseUrl?: string;
  entities: Entity[];
  policy: PermissionPolicy;
  /** Groups of each user, as the sign-in gives them. */
  groups?: Record<string, string[]>;
  config?: object;
  model?: LanguageModel;
  builder?: DocumentBaseBuilder;
  features?: BackendFeature[];
}

export interface TestAssistant {
  port: number;
  knowledge: KnowledgeBase;
  /** The stores, as another replica has them. */
  stores: AssistantStores;
  /** Everything that was logged. */
  logs: string[];
  /** Everything that was audited, as JSON. */
  audits: string[];
  /** The client that browsers use, as this user. */
  clientOf(userRef: string): AssistantClient;
  fetchAs(userRef: string, path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** A question with this word keeps the search busy until somebody stops it. */
export const HANGS = 'unendingly';

const testEmbedder: Embedder = {
  id: EMBEDDER,
  dimensions: DIMENSIONS,
  maxBatchSize: 32,
  async embed(texts, { signal }) {
    if (texts.some(text => text.includes(HANGS))) {
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), {
          once: true,
        });
      });
    }
    return texts.map(embed);
  },
};

/** The assistant in a backend with the real catalog and the real permission plugin, over HTTP. */
export async function startTestAssistant(
  options: TestAssistantOptions,
): Promise<TestAssistant> {
  const directory = await mkdtemp(path.join(tmpdir(), 'assistant-'));
  const database =
    options.engine === 'postgres' && !options.databaseUrl
      ? await openServer()
      : undefined;
  let knowledge: KnowledgeBase | undefined;
  let stores: AssistantStores | undefined;
  const logs: string[] = [];
  const audits: string[] = [];
  const backend = await startTestBackend({
    features: [
      loggerFactory(logs),
      auditorFactory(audits),
      mockServices.rootConfig.factory({
        data: configOf(options, {
          directory,
          url: options.databaseUrl ?? database?.url,
        }),
      }),
      authFactory,
      userInfoFactory(options.groups ?? {}),
      catalogPlugin,
      entitiesModule(options.entities),
      permissionPlugin,
      policyModule(options.policy),
      assistantPlugin,
      knowledgeBaseServiceFactory,
      testModule(options, (base, opened) => {
        knowledge = base;
        stores = opened;
      }),
      ...(options.features ?? []),
    ],
  });
  const address = backend.server.address();
  if (!knowledge || !stores || typeof address !== 'object' || !address) {
    throw new Error('The test backend did not start');
  }
  const baseUrl = `http://127.0.0.1:${address.port}/api/assistant`;
  const fetchAs = (userRef: string, url: string, init: RequestInit = {}) =>
    fetch(`${baseUrl}${url}`, {
      ...init,
      headers: {
        ...init.headers,
        Authorization: mockCredentials.user.header(userRef),
      },
    });
  const assistant: TestAssistant = {
    port: address.port,
    knowledge,
    stores,
    logs,
    audits,
    fetchAs,
    clientOf: userRef =>
      new AssistantClient({
        discoveryApi: { getBaseUrl: async () => '' },
        fetchApi: { fetch: (url, init) => fetchAs(userRef, String(url), init) },
      }),
    async stop() {
      await backend.stop();
      await database?.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
  if (!options.databaseUrl) {
    await waitForDatabase(knowledge);
  }
  await waitForCatalog(options.entities.length, address.port);
  return assistant;
}

function configOf(
  options: TestAssistantOptions,
  where: { directory: string; url?: string },
) {
  return {
    permission: { enabled: true },
    backend: {
      database: {
        client: 'better-sqlite3',
        connection: ':memory:',
        ...(where.url
          ? {
              plugin: {
                assistant: {
                  client: 'pg',
                  connection: where.url,
                  ensureExists: false,
                },
              },
            }
          : {}),
      },
    },
    catalog: {
      rules: [{ allow: ['Component', 'Resource', 'System', 'Group', 'User'] }],
    },
    assistant: {
      embedded: { directory: where.directory },
      ...(options.model ? { model: { use: 'test' } } : {}),
      embedder: { use: 'test' },
      ...options.config,
    },
  };
}

async function openServer() {
  const url = process.env.ASSISTANT_TEST_POSTGRES_URL;
  if (!url) {
    throw new Error('ASSISTANT_TEST_POSTGRES_URL names no server');
  }
  return openTemporaryPostgres(url);
}

function testModule(
  options: TestAssistantOptions,
  onStart: (base: KnowledgeBase, stores: AssistantStores) => void,
) {
  return createBackendModule({
    pluginId: 'assistant',
    moduleId: 'test',
    register(env) {
      env.registerInit({
        deps: {
          knowledge: knowledgeBaseServiceRef,
          database: assistantDatabaseServiceRef,
          documents: assistantDocumentsExtensionPoint,
          models: assistantModelsExtensionPoint,
        },
        async init({ knowledge, database, documents, models }) {
          onStart(knowledge, database);
          models.addEmbedder('test', testEmbedder);
          if (options.model) {
            models.addLanguageModel('test', options.model);
          }
          const { builder } = options;
          if (builder) {
            documents.setBuilder(async () => builder);
          }
        },
      });
    },
  });
}

/** The catalog takes entities in behind the start; questions are asked when it has them all. */
async function waitForCatalog(count: number, port: number) {
  const until = Date.now() + 120_000;
  for (;;) {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/catalog/entities/by-query?limit=1&filter=metadata.annotations.test`,
      {
        headers: {
          Authorization: mockCredentials.service.header({
            onBehalfOf: mockCredentials.service(),
            targetPluginId: 'catalog',
          }),
        },
      },
    );
    const { totalItems } = (await response.json()) as { totalItems?: number };
    if (totalItems !== undefined && totalItems >= count) {
      return;
    }
    if (Date.now() > until) {
      throw new Error(
        `The catalog has ${totalItems} of ${count} entities after two minutes`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

/** The start of a portal does not wait for a slow database; a test does. */
async function waitForDatabase(knowledge: KnowledgeBase) {
  const until = Date.now() + 180_000;
  for (
    let problem = knowledge.problem();
    problem;
    problem = knowledge.problem()
  ) {
    if (Date.now() > until) {
      throw new Error(`${problem.reason}; ${problem.remedy}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}
