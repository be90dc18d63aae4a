import type {
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { DocumentBaseBuilderFactory } from '@smart-assistant/backstage-plugin-assistant-node';
import { CronTime } from 'cron';
import type { GateConfig } from './checkGate';
import { GenerationBuilder } from './GenerationBuilder';
import { buildAtStart } from './buildAtStart';

export interface BuilderSettings {
  cron: string;
  timeoutMs: number;
  buildOnStart: 'always' | 'if-empty' | 'never';
  gate: GateConfig;
  keep: number;
}

/** Makes the builder, its weekly task and the build at start; the plugin hands over all that modules registered. */
export function createBuilderFactory(options: {
  settings: BuilderSettings;
  scheduler: SchedulerService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  /** Resolves when the catalog knows its entities. */
  whenCatalogIsSteady(signal: AbortSignal): Promise<void>;
}): DocumentBaseBuilderFactory {
  const { settings, scheduler, lifecycle, logger } = options;
  return async ({ sources, embedder, documents }) => {
    const builder = new GenerationBuilder({
      sources,
      embedder,
      documents,
      gate: settings.gate,
      keep: settings.keep,
      timeoutMs: settings.timeoutMs,
      nextBuildAt: () => new CronTime(settings.cron).sendAt().toJSDate(),
      logger,
    });
    const stopping = new AbortController();
    lifecycle.addShutdownHook(async () => {
      stopping.abort(new Error('The backend stops'));
      await builder.stop();
      await embedder.dispose?.();
    });
    // one replica builds; the others see the new generation by its pointer
    await scheduler.scheduleTask({
      id: 'assistant-build-documents',
      frequency: { cron: settings.cron },
      timeout: { milliseconds: settings.timeoutMs },
      scope: 'global',
      signal: stopping.signal,
      fn: async signal => {
        await builder.runToEnd({ trigger: 'schedule', signal });
      },
    });
    // behind the start of the portal, and never in its way
    void buildAtStart({
      when: settings.buildOnStart,
      builder,
      documents,
      whenCatalogIsSteady: options.whenCatalogIsSteady,
      logger,
      signal: stopping.signal,
    });
    return builder;
  };
}
