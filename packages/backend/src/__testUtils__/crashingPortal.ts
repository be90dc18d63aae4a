/**
 * A portal with plugin and module on the embedded engine, in a process of its own that can be killed:
 * `node crashingPortal.ts BASE DOCUMENTS`. It says its port as one line of JSON.
 */
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  assistantPlugin,
  knowledgeBaseServiceFactory,
} from '@smart-assistant/backstage-plugin-assistant-backend';
import ingestModule from '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';

async function run(directory: string, documents: string) {
  const backend = await startTestBackend({
    features: [
      mockServices.rootLogger.factory({ level: 'none' }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          assistant: {
            embedded: { directory },
            documents: {
              buildOnStart: 'if-empty',
              techdocs: { enabled: false },
              markdown: [
                {
                  id: 'wiki',
                  path: documents,
                  entityRef: 'component:default/checkout',
                },
              ],
            },
          },
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'checkout', namespace: 'default' },
            spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
          },
        ],
      }),
      assistantPlugin,
      knowledgeBaseServiceFactory,
      ingestModule,
    ],
  });
  const address = backend.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
}

run(process.argv[2], process.argv[3]).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
