import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  assistantDocumentsExtensionPoint,
  assistantModelsExtensionPoint,
  assistantTelemetryExtensionPoint,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { readIngestConfig } from './config';
import { registerDocuments } from './registerDocuments';
import { registerModels } from './registerModels';
import { registerTelemetry } from './registerTelemetry';

/**
 * Fills the bases of the assistant, and adds its embedders and language models.
 *
 * @public
 */
export const assistantModuleIngest = createBackendModule({
  pluginId: 'assistant',
  moduleId: 'ingest',
  register(env) {
    env.registerInit({
      deps: {
        documents: assistantDocumentsExtensionPoint,
        models: assistantModelsExtensionPoint,
        telemetry: assistantTelemetryExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init({
        documents,
        models,
        telemetry,
        config: rootConfig,
        ...services
      }) {
        const config = readIngestConfig(rootConfig);
        registerModels({ models, config });
        // a backend that only answers needs the embedder for questions, and no more
        if (config.role !== 'serve') {
          const integrations = ScmIntegrations.fromConfig(rootConfig);
          registerDocuments({ documents, config, integrations, ...services });
          if (config.telemetry.enabled) {
            registerTelemetry({ telemetry, config, ...services });
          }
        }
      },
    });
  },
});
