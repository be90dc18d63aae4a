import {
  type LoggerService,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { knowledgeBaseServiceRef } from '@smart-assistant/backstage-plugin-assistant-node';
import {
  AccessGrants,
  AskerResolver,
  EntityIndex,
  VisibleEntitiesReader,
  assistantEntityPermissionResourceRef,
  readExposuresFrom,
} from './access';
import { AskService } from './ask/AskService';
import { AskTelemetry } from './ask/AskTelemetry';
import type { DiagnoseStage } from './ask/diagnosis';
import { DisclosedConversations } from './ask/DisclosedConversations';
import { OverviewReader } from './ask/OverviewReader';
import { sourcesOf } from './ask/sourcesOf';
import { type ChosenModels, chooseModels, noEmbedder } from './chooseModels';
import { type AssistantConfig, readAssistantConfig } from './config';
import { createDiagnosis } from './createDiagnosis';
import type { AssistantStores } from './database';
import { assistantDatabaseServiceRef } from './databaseServiceFactory';
import { composeEvidenceAnswer } from './generation/composeEvidenceAnswer';
import { ModelAnswerer } from './generation/ModelAnswerer';
import { readPrompt } from './generation/readPrompt';
import { logFailures } from './logFailures';
import { purgeOld } from './purgeOld';
import { Registrations } from './Registrations';
import { HybridRetriever } from './retrieval/HybridRetriever';
import { registerPermissions } from './registerPermissions';
import { createRouter } from './router/createRouter';
import { ScopeResolver } from './scope';
import { toScopeOptions } from './toScopeOptions';

const now = () => new Date();

/**
 * Answers questions from the documents of the catalog, each answer with its sources.
 *
 * @public
 */
export const assistantPlugin = createBackendPlugin({
  pluginId: 'assistant',
  register(env) {
    const registrations = new Registrations();
    registrations.openTo(env);
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: assistantDatabaseServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        knowledge: knowledgeBaseServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { database, knowledge, logger, permissions } = deps;
        const config = readAssistantConfig(deps.config);
        const index = EntityIndex.create({ ...deps });
        registerPermissions(deps.permissionsRegistry, index);
        const accessGrants = new AccessGrants({
          store: database.accessGrants,
          onCall: config.access.onCall,
          logger,
          now,
        });
        const askers = new AskerResolver({
          access: config.access,
          permissions,
          userInfo: deps.userInfo,
          index,
          visibleEntities: VisibleEntitiesReader.create({
            catalog: deps.catalog,
          }),
          ruleset: deps.permissionsRegistry.getPermissionRuleset(
            assistantEntityPermissionResourceRef,
          ),
          readOpened: asker => accessGrants.readOpened(asker),
        });

        const diagnosis = createDiagnosis({
          config,
          database,
          index,
          analyzers: registrations.analyzers,
          logger,
          now: Date.now,
        });
        const chosen = chooseModels(config, registrations);
        chosen.notices.forEach(notice => logger.warn(notice));
        const ask = createAsk({
          config,
          chosen,
          system: await readPrompt('answer'),
          database,
          askers,
          index,
          diagnose: diagnosis.stage,
          logger,
        });
        deps.lifecycle.addShutdownHook(() => ask.stopAll());

        if (config.role !== 'serve') {
          const { telemetry } = knowledge;
          const ingest = await registrations.startIngest({ telemetry, logger });
          diagnosis.judge.start();
          deps.lifecycle.addShutdownHook(async () => {
            await Promise.all([ingest?.stop(), diagnosis.judge.stop()]);
          });
        }

        const builder =
          config.role === 'serve' || !chosen.embedder
            ? undefined
            : await registrations.createBuilder({
                documents: knowledge.documents,
                embedder: chosen.embedder,
                logger,
              });
        await deps.scheduler.scheduleTask({
          id: 'assistant-retention',
          frequency: { hours: 6 },
          initialDelay: { minutes: 10 },
          timeout: { minutes: 15 },
          fn: () => purgeOld({ config, database, logger, now: now() }),
        });

        const router = createRouter({
          ...deps,
          builder,
          sources: registrations.sourceIds,
          askers,
          ask,
          conversations: new DisclosedConversations({ ...database, now }),
          accessGrants,
          ...diagnosis,
          overview: new OverviewReader({
            environments: toScopeOptions(config).environments.map(
              ({ name }) => name,
            ),
          }),
          role: config.role,
          modelId: chosen.model?.id,
          notices: chosen.notices,
          now,
        });
        deps.httpRouter.use(router);
      },
    });
  },
});

/** The stages of the ask path, put together. */
function createAsk(options: {
  config: AssistantConfig;
  chosen: ChosenModels;
  /** Rules for a language model. */
  system: string;
  database: AssistantStores;
  askers: AskerResolver;
  index: EntityIndex;
  diagnose: DiagnoseStage;
  logger: LoggerService;
}): AskService {
  const { config, chosen, system, database, askers, index, diagnose, logger } =
    options;
  const { glossary } = config;
  const answerer =
    chosen.model &&
    new ModelAnswerer({
      model: logFailures(chosen.model, logger.child({ component: 'model' })),
      system,
      glossary,
      readExposures: readExposuresFrom(index),
    });
  return new AskService({
    limiter: database.createLimiter(config.rateLimit),
    answers: database.answers,
    documents: database.documents,
    askers,
    scope: ScopeResolver.create({ askers, scope: toScopeOptions(config) }),
    embedder: chosen.embedder ?? noEmbedder,
    retriever: HybridRetriever.create(),
    sources: sourcesOf,
    diagnose,
    compose: composeEvidenceAnswer,
    model: answerer && (run => answerer.stream(run)),
    telemetry: AskTelemetry.create(),
    logger: logger.child({ component: 'ask' }),
    now,
  });
}
