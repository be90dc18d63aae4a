import { createServiceFactory } from '@backstage/backend-plugin-api';
import { knowledgeBaseServiceRef } from '@smart-assistant/backstage-plugin-assistant-node';
import { assistantDatabaseServiceRef } from './databaseServiceFactory';

/**
 * Provides the bases to the plugin and its modules.
 *
 * Modules initialize before the plugin, so the schema is brought up to date here and not there.
 *
 * @public
 */
export const knowledgeBaseServiceFactory = createServiceFactory({
  service: knowledgeBaseServiceRef,
  deps: { database: assistantDatabaseServiceRef },
  factory: ({ database }) => ({
    documents: database.documents,
    telemetry: database.telemetry,
    problem: () => database.problem(),
    notices: () => database.notices(),
  }),
});
