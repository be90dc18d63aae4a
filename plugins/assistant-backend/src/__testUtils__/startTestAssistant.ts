import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type BackendFeature,
  type RootLoggerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
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
import type { AssistantStores } from '../database';

export interface TestAssistantOptions {
  engine: 'pglite' | 'postgres';
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
    options.engine === 'postgres' ? await openServer() : undefined;
  let knowledge: KnowledgeBase | undefined;
  let stores: AssistantStores | undefined;
  const logs: string[] = [];
  const audits: string[] = [];
  const backend = await startTestBackend({
    features: [
      loggerFactory(logs),
      auditorFactory(audits),
      mockServices.rootConfig.factory({
        data: configOf(options, { directory, url: database?.url }),
      }),
      authFactory,
      userInfoFactory(options.groups ?? {}),
      catalogPlugin,
      entitiesModule(options.entities),
      permissionPlugin,
      policyModule(options.policy),
      assistantPlugin,
      knowledgeBaseServiceFactory,
      testModule(options, (base, database) => {
        knowledge = base;
        stores = database;
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
  await waitForDatabase(knowledge);
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

/**
 * The mock, but a plugin that calls for a user is named as the actor, as in a real backend: without
 * it the permission plugin refuses conditional decisions.
 */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({
      pluginId: plugin.getId(),
      disableDefaultAuthPolicy: false,
    });
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { principal } = options.onBehalfOf;
      if (
        principal &&
        typeof principal === 'object' &&
        'userEntityRef' in principal
      ) {
        const actor = { subject: `plugin:${plugin.getId()}` };
        return {
          token: mockCredentials.user.token(String(principal.userEntityRef), {
            actor,
          }),
        };
      }
      return issue(options);
    };
    return auth;
  },
});

/** Keeps what the assistant logs; other plugins may name their entities. */
function loggerFactory(logs: string[]) {
  const create = (plugin?: unknown): RootLoggerService => {
    const log = (message: string, meta?: unknown) => {
      if (plugin === 'assistant') {
        logs.push(
          `${message} ${
            meta instanceof Error ? meta.stack : JSON.stringify(meta)
          }`,
        );
      }
    };
    return {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: meta => create(meta.plugin ?? plugin),
    };
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => create(),
  });
}

function auditorFactory(audits: string[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      async createEvent({ eventId, severityLevel, meta }) {
        const end =
          (status: string) =>
          async (more?: { meta?: object; error?: Error }) => {
            audits.push(
              JSON.stringify({
                eventId,
                severityLevel,
                meta,
                status,
                ...more?.meta,
                error: more?.error?.name,
              }),
            );
          };
        return { success: end('succeeded'), fail: end('failed') };
      },
    }),
  });
}

function userInfoFactory(groups: Record<string, string[]>) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo({ principal }) {
        if (
          !principal ||
          typeof principal !== 'object' ||
          !('userEntityRef' in principal)
        ) {
          throw new Error('Only users have groups');
        }
        const userEntityRef = String(principal.userEntityRef);
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups[userEntityRef] ?? []),
          ],
        };
      },
    }),
  });
}

function entitiesModule(entities: Entity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'test',
            async connect(connection) {
              await connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({
                  entity,
                  locationKey: 'test',
                })),
              });
            },
          });
        },
      });
    },
  });
}

function policyModule(policy: PermissionPolicy) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(env) {
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        async init({ policies }) {
          policies.setPolicy(policy);
        },
      });
    },
  });
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
