import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  builtInAnalyzers,
  describeCauses,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Analyzer } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { EntityIndex } from './access';
import type { AssistantConfig } from './config';
import type { AssistantStores } from './database';
import type { DisclosureOptions } from './diagnosis/disclose/Viewer';
import { EntityDiagnosisReader } from './diagnosis/EntityDiagnosisReader';
import { FindingHandling } from './diagnosis/FindingHandling';
import { FindingJudge } from './diagnosis/FindingJudge';
import { FindingReader } from './diagnosis/FindingReader';
import { HealthReader } from './diagnosis/health/HealthReader';
import { KnownEntities } from './diagnosis/health/KnownEntities';
import { LiveDiagnosis } from './diagnosis/LiveDiagnosis';
import { SnapshotReader } from './diagnosis/SnapshotReader';

/** Everything that judges, cuts and shows findings, put together for the plugin. */
export function createDiagnosis(options: {
  config: AssistantConfig;
  database: AssistantStores;
  index: EntityIndex;
  /** Analyzers that modules added. */
  analyzers: readonly Analyzer[];
  logger: LoggerService;
  now: () => number;
}) {
  const { config, database, index, now } = options;
  const { telemetry, findings: store } = database;
  const logger = options.logger.child({ component: 'diagnosis' });
  const analyzers = [...builtInAnalyzers, ...options.analyzers];
  const snapshots = new SnapshotReader({
    telemetry,
    index,
    environments: config.environments,
  });
  const disclosure: DisclosureOptions = {
    operators: config.access.operators,
    causes: new Map(
      describeCauses(analyzers).map(({ cause, title }) => [cause, title]),
    ),
    production: config.environments.production,
    links: config.links,
  };
  const findings = new FindingReader({ store, now });
  const judge = new FindingJudge({
    telemetry,
    snapshots,
    findings: store,
    analyzers,
    logger,
    holder: randomUUID(),
    now,
  });
  const health = new HealthReader({
    telemetry,
    findings,
    known: new KnownEntities({ judge, snapshots, now }),
    disclosure,
  });
  return {
    judge,
    findings,
    health,
    entityDiagnosis: new EntityDiagnosisReader({ health, snapshots, now }),
    findingHandling: new FindingHandling({ store, findings, disclosure, now }),
    /** The diagnose stage of the ask path. */
    stage: new LiveDiagnosis({
      snapshots,
      findings,
      index,
      analyzers,
      disclosure,
      logger,
      now,
    }),
  };
}
