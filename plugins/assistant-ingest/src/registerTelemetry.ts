import type {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  AssistantTelemetryExtensionPoint,
  TelemetryIngest,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { IngestConfig } from './config';
import { ReplaySource, readIncident } from './systems/replay';
import { MappingKeeper } from './telemetry/MappingKeeper';
import { schedulePrune } from './telemetry/schedulePrune';
import { TelemetryLoop } from './telemetry/TelemetryLoop';
import { PipelineThread } from './telemetry/thread/PipelineThread';

export interface TelemetryDeps {
  telemetry: AssistantTelemetryExtensionPoint;
  config: IngestConfig;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  scheduler: SchedulerService;
}

/** Adds the configured sources of telemetry and what reads all sources into the base. */
export function registerTelemetry(deps: TelemetryDeps): void {
  const { telemetry, config } = deps;
  for (const { id, path, hold } of config.telemetry.replay) {
    const folder = resolve(path);
    telemetry.addSource(
      new ReplaySource({ id, hold, load: () => readIncident(folder) }),
    );
  }
  telemetry.setIngest(async ({ sources, telemetry: base }) =>
    startIngest(deps, { sources, base }),
  );
}

type Ingest = Parameters<
  Parameters<AssistantTelemetryExtensionPoint['setIngest']>[0]
>[0];

async function startIngest(
  { config, auth, catalog, logger, scheduler }: TelemetryDeps,
  { sources, base }: { sources: Ingest['sources']; base: Ingest['telemetry'] },
): Promise<TelemetryIngest> {
  // one for all sources: the objects of a cluster tell whose its lines are
  const pipeline = new PipelineThread({
    settings: {
      redact: config.telemetry.redact,
      environments: config.environments,
    },
  });
  const holder = randomUUID();
  const loops = sources.map(
    source =>
      new TelemetryLoop({
        source,
        base,
        pipeline,
        holder,
        logger,
        maxRecords: config.telemetry.maxRecordsPerRead,
        now: Date.now,
      }),
  );
  const keeper = new MappingKeeper({
    base,
    catalog,
    auth,
    rules: config.telemetry.mapping,
    logger,
    intervalMs: config.telemetry.mappingSeconds * 1000,
  });
  const stopping = new AbortController();
  await schedulePrune({ base, scheduler, logger, signal: stopping.signal });
  loops.forEach(loop => loop.start());
  keeper.start();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([keeper.stop(), ...loops.map(loop => loop.stop())]);
      await pipeline.stop();
    },
  };
}
