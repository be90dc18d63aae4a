import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { DocumentBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BuilderSettings } from './createBuilder';
import type { GenerationBuilder } from './GenerationBuilder';

/** Waits before each try; a base that is not ready after that waits for the schedule or a click. */
const RETRY_MS = [0, 5_000, 10_000, 20_000, 40_000, 60_000, 120_000, 300_000];

/**
 * Builds once after the start of the backend, when the base and the catalog are ready.
 *
 * Never rejects: the portal must not notice. A build that an older process left with vectors missing
 * goes on here as well, since an unchanged build fills them.
 */
export async function buildAtStart(options: {
  when: BuilderSettings['buildOnStart'];
  builder: GenerationBuilder;
  documents: DocumentBase;
  whenCatalogIsSteady(signal: AbortSignal): Promise<void>;
  logger: LoggerService;
  signal: AbortSignal;
  retryMs?: readonly number[];
}): Promise<void> {
  const { when, builder, documents, logger, signal } = options;
  const retryMs = options.retryMs ?? RETRY_MS;
  for (const [attempt, wait] of retryMs.entries()) {
    try {
      await sleep(wait, undefined, { signal, ref: false });
      const { active, generations } = await documents.status();
      const current = generations.find(
        ({ generation }) => generation === active,
      );
      if (
        when === 'never' ||
        (when === 'if-empty' && current?.embedded === 1)
      ) {
        return;
      }
      await options.whenCatalogIsSteady(signal);
      const { state, failure } = await builder.runToEnd({
        trigger: 'startup',
        signal,
      });
      if (state !== 'failed' || active !== undefined) {
        return;
      }
      logger.info(`No document base yet: ${failure}`, { attempt: attempt + 1 });
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      logger.info('The document base cannot be built yet', {
        attempt: attempt + 1,
        error: stringifyError(error),
      });
    }
  }
}
