import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { assistantDocumentsExtensionPoint } from '@smart-assistant/backstage-plugin-assistant-node';
import { readDecisionsOptions } from './config';
import { DecisionSource } from './DecisionSource';

/** Lets the assistant answer from architecture decisions. */
export const decisionsModule = createBackendModule({
  pluginId: 'assistant',
  moduleId: 'decisions',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        documents: assistantDocumentsExtensionPoint,
        urlReader: coreServices.urlReader,
      },
      async init({ config, documents, urlReader }) {
        const options = readDecisionsOptions(config);
        if (options) {
          documents.addSource(new DecisionSource({ ...options, urlReader }));
        }
      },
    });
  },
});
