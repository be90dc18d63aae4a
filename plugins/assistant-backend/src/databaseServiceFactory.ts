import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { readAssistantConfig } from './config';
import { AssistantDatabase, type AssistantStores } from './database';

/** Below the backend's working directory, if nothing else is configured. */
const DEFAULT_DIRECTORY = '.assistant';

/**
 * The database of the assistant, shared by the plugin and the knowledge base service.
 *
 * @internal
 */
export const assistantDatabaseServiceRef = createServiceRef<AssistantStores>({
  id: 'assistant.database',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async factory({ config, database, lifecycle, logger }) {
        const { embedded, telemetry } = readAssistantConfig(config);
        const store = new AssistantDatabase({
          database,
          logger,
          directory: path.resolve(embedded.directory ?? DEFAULT_DIRECTORY),
          retention: telemetry.retention,
        });
        lifecycle.addShutdownHook(() => store.close());
        await store.start();
        return store;
      },
    }),
});
