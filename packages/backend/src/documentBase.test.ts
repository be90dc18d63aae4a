import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  assistantPlugin,
  knowledgeBaseServiceFactory,
} from '@smart-assistant/backstage-plugin-assistant-backend';
import ingestModule from '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type KnowledgeBase,
  knowledgeBaseServiceRef,
} from '@smart-assistant/backstage-plugin-assistant-node';
import yaml from 'js-yaml';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const START_MS = 240_000;
const directory = mkdtempSync(join(tmpdir(), 'assistant-documents-'));
const documentsFolder = join(directory, 'documents');
const { signal } = new AbortController();

/** As the catalog has them after it read the demo's files. */
function readEntities(): Entity[] {
  return readdirSync(documentsFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => {
      const file = join(documentsFolder, name, 'catalog-info.yaml');
      const location = `file:${file}`;
      return (yaml.loadAll(readFileSync(file, 'utf8')) as Entity[]).map(
        entity => ({
          ...entity,
          metadata: {
            namespace: 'default',
            ...entity.metadata,
            uid: entity.metadata.name,
            annotations: {
              ...entity.metadata.annotations,
              [ANNOTATION_LOCATION]: location,
              [ANNOTATION_SOURCE_LOCATION]: location,
            },
          },
        }),
      );
    });
}

/** Plugin and module as a portal adds them, on the embedded engine and the bundled embedder. */
describe('the document base of the demo', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let knowledge: KnowledgeBase;
  let client: AssistantClient;

  beforeAll(async () => {
    cpSync(resolve(__dirname, '../../../examples/documents'), documentsFolder, {
      recursive: true,
    });
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            assistant: { embedded: { directory: join(directory, 'base') } },
          },
        }),
        mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
        catalogServiceMock.factory({ entities: readEntities() }),
        assistantPlugin,
        knowledgeBaseServiceFactory,
        ingestModule,
        createBackendModule({
          pluginId: 'assistant',
          moduleId: 'test',
          register(env) {
            env.registerInit({
              deps: {
                base: knowledgeBaseServiceRef,
                logger: coreServices.logger,
              },
              async init({ base }) {
                knowledge = base;
              },
            });
          },
        }),
      ],
    });
    const address = backend.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    client = new AssistantClient({
      discoveryApi: {
        getBaseUrl: async () => `http://127.0.0.1:${port}/api/assistant`,
      },
      fetchApi: {
        fetch: (url, init) =>
          fetch(url, {
            ...init,
            headers: {
              ...init?.headers,
              Authorization: mockCredentials.user.header(),
            },
          }),
      },
    });
  }, START_MS);

  afterAll(async () => {
    await backend?.stop();
    rmSync(directory, { recursive: true, force: true });
  }, 60_000);

  async function waitFor<T>(
    what: string,
    look: () => Promise<T | undefined>,
  ): Promise<T> {
    const until = Date.now() + START_MS;
    for (;;) {
      const found = await look().catch(() => undefined);
      if (found !== undefined) {
        return found;
      }
      if (Date.now() > until) {
        throw new Error(`Waited in vain for ${what}`);
      }
      await new Promise(done => setTimeout(done, 250));
    }
  }

  const search = async (text: string) => {
    const reader = await knowledge.documents.open({ signal });
    return reader?.search({
      filter: { entities: { type: 'all' }, principals: [] },
      text,
      limit: 5,
      signal,
    });
  };

  it(
    'builds itself after the start, answers by words at once, and fills its vectors',
    async () => {
      const first = await waitFor('an active generation', async () => {
        const { active, generations } = await knowledge.documents.status();
        return active === undefined
          ? undefined
          : generations.find(each => each.generation === active);
      });
      expect(first.documents).toBeGreaterThanOrEqual(120);
      const hits = await search('checkout crash loop after a bad release');
      expect(hits?.[0]).toMatchObject({
        entityRef: 'component:default/checkout',
        url: '/docs/default/component/checkout/crash-loop/',
        lexical: expect.any(Number),
      });

      const full = await waitFor('all vectors', async () => {
        const { generations } = await knowledge.documents.status();
        return generations[0].embedded === 1 ? generations[0] : undefined;
      });
      expect(full).toMatchObject({
        state: 'active',
        trigger: 'startup',
        embedder: 'use-multilingual-v3-enru-256@1',
      });
      await expect(client.getReadiness()).resolves.toMatchObject({
        documents: { state: 'ready' },
      });
    },
    START_MS * 2,
  );

  it(
    'does nothing for unchanged documents, and writes only what changed',
    async () => {
      const run = async () => {
        const { buildId } = await client.startBuild();
        return waitFor('the build', async () => {
          const build = await client.getBuild(buildId);
          return build.state === 'running' ? undefined : build;
        });
      };
      await waitFor('the first build to end', async () => {
        const { build } = await client.getDocumentBase();
        return build && build.state !== 'running' ? build : undefined;
      });
      await expect(run()).resolves.toMatchObject({
        state: 'unchanged',
        problems: [],
      });

      appendFileSync(
        join(documentsFolder, 'checkout/docs/crash-loop.md'),
        '\n## Marzipan\n\nThe quokka takes over.\n',
      );
      await expect(run()).resolves.toMatchObject({
        state: 'complete',
        problems: [],
      });
      const { generations } = await knowledge.documents.status();
      expect(generations[0]).toMatchObject({
        state: 'active',
        embedded: 1,
        changes: { added: 0, changed: 1, removed: 0 },
        gate: [
          { check: 'size', passed: true },
          { check: 'no-empty-source', passed: true },
        ],
      });
      expect((await search('quokka'))?.[0]).toMatchObject({
        anchor: 'marzipan',
        headingPath: ['Marzipan'],
      });
    },
    START_MS * 2,
  );
});
