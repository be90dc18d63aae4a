import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  assistantAnalysisExtensionPoint,
  assistantDocumentsExtensionPoint,
  assistantTelemetryExtensionPoint,
  createOutgoingFetch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { readDecisionsOptions, readFlagsOptions } from './config';
import { DecisionSource } from './DecisionSource';
import { FlagSource } from './FlagSource';
import { pausedCronJobs } from './pausedCronJobs';

/** What the shop adds to the assistant: documents, telemetry and something to look for. */
export const shopModule = createBackendModule({
  pluginId: 'assistant',
  moduleId: 'shop',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        analysis: assistantAnalysisExtensionPoint,
        documents: assistantDocumentsExtensionPoint,
        telemetry: assistantTelemetryExtensionPoint,
        urlReader: coreServices.urlReader,
      },
      async init({ config, analysis, documents, telemetry, urlReader }) {
        const decisions = readDecisionsOptions(config);
        if (decisions) {
          documents.addSource(new DecisionSource({ ...decisions, urlReader }));
        }
        const flags = readFlagsOptions(config);
        if (flags) {
          const fetch = createOutgoingFetch({ timeoutMs: 10_000 });
          telemetry.addSource(new FlagSource({ ...flags, fetch }));
        }
        analysis.addAnalyzer(pausedCronJobs);
      },
    });
  },
});
