import { z } from 'zod';
import { accessGrantSchema } from './accessGrant';
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
  /** Whether the person may open entities in full for a time; absent means no. */
  onCall: z.boolean().optional(),
  /** Entities of the person that others have open, newest first; absent means none. */
  accessGrants: z.array(accessGrantSchema).optional(),
  /** Absent while no telemetry is read. */
  health: healthOverviewSchema.optional(),
});
/** @public */
export type Overview = z.infer<typeof overviewSchema>;
