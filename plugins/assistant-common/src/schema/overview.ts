import { z } from 'zod';
import { healthOverviewSchema } from './finding';
import { namedEntitySchema } from './shared';

/**
 * Answer of `GET /overview`: what the chat page greets with.
 *
 * `groups` and `owned` explain an empty page: which groups the person is in, and what they own.
 * @public
 */
export const overviewSchema = z.object({
  user: namedEntitySchema,
  groups: z.array(namedEntitySchema),
  owned: z.array(namedEntitySchema),
  ownedTotal: z.number().int(),
  suggestions: z.array(z.string()),
  environments: z.array(z.string()),
  canManageBase: z.boolean(),
  /** Absent while no telemetry is read. */
  health: healthOverviewSchema.optional(),
});
/** @public */
export type Overview = z.infer<typeof overviewSchema>;
