import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  assistantPlugin,
  knowledgeBaseServiceFactory,
} from '@smart-assistant/backstage-plugin-assistant-backend';
import ingestModule from '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import yaml from 'js-yaml';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const START_MS = 300_000;
const examples = resolve(__dirname, '../../../../examples');

export const OWNER = 'user:default/ira';
export const COLLEAGUE = 'user:default/olga';
export const VICTIM_OWNER = 'user:default/sasha';
export const STRANGER = 'user:default/stranger';
const groups: Record<string, string[]> = {
  [OWNER]: ['group:default/team-checkout'],
  [COLLEAGUE]: ['group:default/team-of-nobody'],
  [VICTIM_OWNER]: ['group:default/team-storefront'],
  [STRANGER]: ['group:default/team-checkout'],
};
export const CHECKOUT = 'component:default/checkout';
export const STOREFRONT = 'component:default/storefront';

/** Entities of the demo with the relations that the catalog would give them. */
function readEntities(): Entity[] {
  const folder = join(examples, 'documents');
  const files = [
    join(examples, 'catalog/resources.yaml'),
    ...readdirSync(folder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => join(folder, name, 'catalog-info.yaml')),
  ];
  return files
    .flatMap(file => yaml.loadAll(readFileSync(file, 'utf8')) as Entity[])
    .map(entity => ({
      ...entity,
      metadata: {
        namespace: 'default',
        ...entity.metadata,
        uid: `${entity.kind}-${entity.metadata.name}`,
        etag: '1',
      },
      relations: [
        ...relationsOf(entity, 'owner', 'ownedBy', 'group'),
        ...relationsOf(entity, 'dependsOn', 'dependsOn', 'component'),
        ...relationsOf(entity, 'consumesApis', 'consumesApi', 'api'),
        ...relationsOf(entity, 'providesApis', 'providesApi', 'api'),
      ],
    }));
}

function relationsOf(
  { spec }: Entity,
  field: string,
  type: string,
  defaultKind: string,
) {
  const value = spec?.[field];
  return [value ?? []].flat().map(ref => ({
    type,
    targetRef: stringifyEntityRef(
      parseEntityRef(String(ref), { defaultKind, defaultNamespace: 'default' }),
    ),
  }));
}

const userRefOf = (credentials: { principal: unknown }) =>
  String((credentials.principal as { userEntityRef?: string }).userEntityRef);

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials) {
      const userEntityRef = userRefOf(credentials);
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...(groups[userEntityRef] ?? [])],
      };
    },
  }),
});

/** Everybody reads the catalog but the stranger, who reads nothing. */
const permissions = createServiceFactory({
  service: coreServices.permissions,
  deps: {},
  factory: () => {
    const decide = (name: string, credentials: { principal: unknown }) =>
      name === 'catalog.entity.read' && userRefOf(credentials) === STRANGER
        ? ({ result: AuthorizeResult.DENY } as const)
        : ({ result: AuthorizeResult.ALLOW } as const);
    return {
      authorize: async (requests, { credentials }) =>
        requests.map(({ permission }) => decide(permission.name, credentials)),
      authorizeConditional: async (requests, { credentials }) =>
        requests.map(({ permission }) => decide(permission.name, credentials)),
    } as typeof coreServices.permissions.T;
  },
});

/** The assistant with its ingest module, on an embedded base, while a recording plays. */
export async function playIncident(name: string): Promise<{
  clientOf(userRef: string): AssistantClient;
  stop(): Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'assistant-incident-'));
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          assistant: {
            embedded: { directory: join(directory, 'base') },
            documents: { buildOnStart: false },
            environments: {
              instances: { 'shop-prod': 'prod', 'shop-stage': 'stage' },
            },
            links: {
              event: 'https://events.test/{cluster}/{namespace}?o={name}',
            },
            telemetry: {
              replay: [
                {
                  id: 'checkout',
                  path: join(examples, 'incidents', name),
                },
              ],
            },
          },
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({ entities: readEntities() }),
      userInfo,
      permissions,
      assistantPlugin,
      knowledgeBaseServiceFactory,
      ingestModule,
    ],
  });
  const address = backend.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    clientOf: userRef =>
      new AssistantClient({
        discoveryApi: {
          getBaseUrl: async () => `http://127.0.0.1:${port}/api/assistant`,
        },
        fetchApi: {
          fetch: (url, init) =>
            fetch(url, {
              ...init,
              headers: {
                ...init?.headers,
                Authorization: mockCredentials.user.header(userRef),
              },
            }),
        },
      }),
    async stop() {
      await backend.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
