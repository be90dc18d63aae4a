import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AssistantConfig } from './config';
import type { AssistantStores } from './database';

/** How long findings that are over are kept. */
const FINDINGS_MS = 30 * 24 * 3_600_000;

/** Deletes conversations that nobody went on with, and grants that ended as long ago. */
export async function purgeOld(options: {
  config: AssistantConfig;
  database: AssistantStores;
  logger: LoggerService;
  now: Date;
}) {
  const { config, database, logger, now } = options;
  const before = new Date(now.getTime() - config.retention.conversationsMs);
  const purged = await database.conversations.purge({ before });
  await database.accessGrants.purge({ before });
  await database.findings.prune({ before: now.getTime() - FINDINGS_MS });
  logger.info(
    `Deleted ${purged} conversations that are older than the retention`,
  );
}
