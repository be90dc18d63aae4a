import { z } from 'zod';
import { entityRefSchema, instantSchema, namedEntitySchema } from './shared';

/** How long an entity stays open to somebody on call. @public */
export const ACCESS_GRANT_HOURS = 4;

/** An entity that somebody on call has opened in full for a time. @public */
export const accessGrantSchema = z.object({
  id: z.string(),
  user: namedEntitySchema,
  entity: namedEntitySchema,
  reason: z.string(),
  grantedAt: instantSchema,
  expiresAt: instantSchema,
});
/** @public */
export type AccessGrant = z.infer<typeof accessGrantSchema>;

/** Answer of `GET /access/grants`: those of the caller that hold, newest first. @public */
export const accessGrantListSchema = z.object({
  items: z.array(accessGrantSchema),
});
/** @public */
export type AccessGrantList = z.infer<typeof accessGrantListSchema>;

/** Body of `POST /access/grants`; the owners of the entity read the reason. @public */
export const accessGrantRequestSchema = z
  .object({
    entityRef: entityRefSchema,
    reason: z.string().trim().min(5).max(500),
  })
  .strict();
/** @public */
export type AccessGrantRequest = z.infer<typeof accessGrantRequestSchema>;
