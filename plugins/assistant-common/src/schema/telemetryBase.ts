import { z } from 'zod';

/** How one source of telemetry fares. Lags are in milliseconds, from event to stored. @public */
export const telemetrySourceStatusSchema = z.object({
  id: z.string(),
  system: z.string(),
  instance: z.string(),
  state: z.enum(['reading', 'catching-up', 'down', 'idle']),
  recordsPerSecond: z.number(),
  lagP50: z.number().optional(),
  lagP95: z.number().optional(),
  lastRecordAt: z.string().optional(),
  /** Records that could not be understood. */
  deadLetters: z.number().int(),
  redactions: z.number().int(),
  lastError: z
    .object({ at: z.string(), message: z.string(), remedy: z.string() })
    .optional(),
  gaps: z.array(z.object({ from: z.string(), to: z.string().optional() })),
});
/** @public */
export type TelemetrySourceStatus = z.infer<typeof telemetrySourceStatusSchema>;

/** A range of versions that was taken out of sight. @public */
export const hiddenRangeSchema = z.object({
  id: z.number().int(),
  /** First hidden version; everything up to `to` is hidden, later ones are not. */
  from: z.number().int(),
  to: z.number().int(),
  hiddenAt: z.string(),
  by: z.string(),
});
/** @public */
export type HiddenRange = z.infer<typeof hiddenRangeSchema>;

/** Workloads by how they were mapped to entities. @public */
export const mappingReportSchema = z.object({
  mapped: z.number().int(),
  byRule: z.record(z.number().int()),
  unmapped: z.array(
    z.object({
      workload: z.string(),
      records: z.number().int(),
      /** Rule or annotation that would map it. */
      suggestion: z.string(),
    }),
  ),
});
/** @public */
export type MappingReport = z.infer<typeof mappingReportSchema>;

/** State of the telemetry base as the Knowledge page shows it. @public */
export const telemetryBaseStatusSchema = z.object({
  version: z.number().int(),
  at: z.string().optional(),
  /** Newest first, about one per minute. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      at: z.string(),
      records: z.number().int(),
      hidden: z.boolean(),
    }),
  ),
  hidden: z.array(hiddenRangeSchema),
  sources: z.array(telemetrySourceStatusSchema),
  mapping: mappingReportSchema,
  bytes: z.number().int(),
});
/** @public */
export type TelemetryBaseStatus = z.infer<typeof telemetryBaseStatusSchema>;

/** Body of `POST /bases/telemetry/back`: to a version, or to what was stored at a time. @public */
export const telemetryBackRequestSchema = z.union([
  z.object({ version: z.number().int().nonnegative() }).strict(),
  z.object({ at: z.string().datetime({ offset: true }) }).strict(),
]);
/** @public */
export type TelemetryBackRequest = z.infer<typeof telemetryBackRequestSchema>;

/** Body of `POST /bases/telemetry/purge`; all conditions given hold at once. @public */
export const telemetryPurgeRequestSchema = z
  .object({
    /** Text that stands in a line, without regard to case. */
    contains: z.string().min(3).max(200).optional(),
    entityRef: z.string().optional(),
    from: z.string().datetime({ offset: true }).optional(),
    to: z.string().datetime({ offset: true }).optional(),
  })
  .strict();
/** @public */
export type TelemetryPurgeRequest = z.infer<typeof telemetryPurgeRequestSchema>;
