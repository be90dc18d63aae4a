import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';

const EVERY_MINUTES = 5;

/**
 * Drops old telemetry every five minutes, on one replica.
 *
 * A failure is told and tried again with the next turn: reading goes on meanwhile.
 */
export async function schedulePrune(options: {
  base: TelemetryBase;
  scheduler: SchedulerService;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { base, scheduler, logger, signal } = options;
  await scheduler.scheduleTask({
    id: 'assistant-prune-telemetry',
    frequency: { minutes: EVERY_MINUTES },
    initialDelay: { minutes: 1 },
    timeout: { minutes: EVERY_MINUTES },
    scope: 'global',
    signal,
    fn: async () => {
      try {
        const rows = await base.prune({ now: Date.now() });
        logger.debug(`Dropped ${rows} rows of old telemetry`);
      } catch (error) {
        logger.warn(
          `Old telemetry could not be dropped, which is tried again in ${EVERY_MINUTES} minutes: ${stringifyError(
            error,
          )}`,
        );
      }
    },
  });
}
