import { z } from 'zod';
import { namedEntitySchema } from './shared';

/** How bad a finding is; everything above `info` is an alarm. @public */
export const findingSeveritySchema = z.enum([
  'info',
  'warning',
  'error',
  'critical',
]);

/** The object that a finding is about. @public */
export const findingSubjectSchema = z.object({
  system: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  instance: z.string(),
  environment: z.string(),
  entityRef: z.string().optional(),
  entityTitle: z.string().optional(),
});
/** @public */
export type FindingSubject = z.infer<typeof findingSubjectSchema>;

/**
 * A dated thing that a finding rests on.
 *
 * `citation` is its number in the answer it stands in; lists outside of an answer have none.
 * @public
 */
export const findingEvidenceSchema = z.object({
  id: z.string(),
  source: z.enum(['resource', 'event', 'log', 'metric', 'change']),
  at: z.string(),
  text: z.string(),
  /** Opens the thing in its own system, where a template is configured. */
  sourceUrl: z.string().optional(),
  /** Runbook that an alert names itself, by its `runbook_url` annotation. */
  runbookUrl: z.string().optional(),
  citation: z.number().int().positive().optional(),
});
/** @public */
export type FindingEvidence = z.infer<typeof findingEvidenceSchema>;

/**
 * A judged cause, worded in the reader's language and cut to what the reader may see.
 *
 * At level `state` evidence, reasons, change and checks are empty: only subject, title, severity
 * and times are told.
 * @public
 */
export const findingSchema = z.object({
  id: z.string(),
  cause: z.string(),
  title: z.string(),
  severity: findingSeveritySchema,
  subject: findingSubjectSchema,
  production: z.boolean(),
  level: z.enum(['full', 'state']),
  state: z.enum(['active', 'resolved', 'acknowledged', 'muted']),
  /** Active for more than 24 hours. */
  chronic: z.boolean(),
  since: z.string().optional(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  resolvedAt: z.string().optional(),
  confidence: z.enum(['confirmed', 'likely', 'possible']),
  /** Each reason with the ids of the evidence that shows it. */
  reasons: z.array(
    z.object({ text: z.string(), evidence: z.array(z.string()) }),
  ),
  evidence: z.array(findingEvidenceSchema),
  victims: z.array(findingSubjectSchema),
  /** How many victims the reader may know of by count but not by text. */
  withheldVictims: z.number().int().nonnegative(),
  change: z
    .object({
      at: z.string(),
      kind: z.string(),
      text: z.string(),
      detail: z.string(),
      evidenceId: z.string(),
    })
    .optional(),
  ruledOut: z.array(z.string()),
  nextChecks: z.array(
    z.object({ text: z.string(), command: z.string().optional() }),
  ),
  /** Values that fill the commands of a runbook, `container` to `checkout`; none at level `state`. */
  values: z.record(z.string()).optional(),
  /** Who acknowledged or muted it, why and until when. */
  handling: z
    .object({
      by: z.string(),
      at: z.string(),
      reason: z.string().optional(),
      until: z.string().optional(),
    })
    .optional(),
});
/** @public */
export type Finding = z.infer<typeof findingSchema>;

const pointSchema = z.tuple([z.number(), z.number()]);

/**
 * A metric as evidence. Times are milliseconds since 1970, values are in `unit`.
 * @public
 */
export const evidenceChartSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** UCUM-like: `By`, `s`, `1` (share), `1/s`, or empty. */
  unit: z.string(),
  findingId: z.string().optional(),
  evidenceId: z.string().optional(),
  lines: z.array(z.object({ name: z.string(), points: z.array(pointSchema) })),
  /** Expected range: time, lower, upper. */
  band: z.array(z.tuple([z.number(), z.number(), z.number()])),
  thresholds: z.array(
    z.object({
      label: z.string(),
      value: z.number(),
      from: z.number().optional(),
      to: z.number().optional(),
    }),
  ),
  markers: z.array(
    z.object({
      at: z.number(),
      to: z.number().optional(),
      kind: z.enum(['change', 'anomaly', 'event']),
      label: z.string(),
    }),
  ),
});
/** @public */
export type EvidenceChart = z.infer<typeof evidenceChartSchema>;

/** Changes, events, log bursts and change points on one axis. @public */
export const incidentTimelineSchema = z.object({
  from: z.number(),
  to: z.number(),
  lanes: z.array(
    z.object({
      kind: z.enum(['changes', 'events', 'logs', 'metrics', 'alerts']),
      label: z.string(),
      items: z.array(
        z.object({
          at: z.number(),
          to: z.number().optional(),
          label: z.string(),
          findingId: z.string().optional(),
          evidenceId: z.string().optional(),
          severity: findingSeveritySchema.optional(),
        }),
      ),
    }),
  ),
});
/** @public */
export type IncidentTimeline = z.infer<typeof incidentTimelineSchema>;

/** Cause, victims and healthy neighbours; an edge says that `from` needs `to`. @public */
export const causeGraphSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      role: z.enum(['cause', 'victim', 'healthy', 'withheld']),
      entityRef: z.string().optional(),
      findingId: z.string().optional(),
    }),
  ),
  edges: z.array(z.object({ from: z.string(), to: z.string() })),
});
/** @public */
export type CauseGraph = z.infer<typeof causeGraphSchema>;

/** State of one entity in one line. @public */
export const entityHealthSchema = z.object({
  entity: namedEntitySchema,
  /** `unknown`: nothing is known of any workload of it. */
  state: z.enum(['healthy', 'attention', 'unknown']),
  environment: z.string().optional(),
  /** The first finding, if any is active. */
  finding: findingSchema
    .pick({
      id: true,
      cause: true,
      title: true,
      severity: true,
      since: true,
      state: true,
    })
    .optional(),
  moreFindings: z.number().int().nonnegative(),
});
/** @public */
export type EntityHealth = z.infer<typeof entityHealthSchema>;

/**
 * State of what a person owns, worst first.
 *
 * `cause lies outside`: a count of findings that rest on things the reader may not see.
 * @public
 */
export const healthOverviewSchema = z.object({
  checkedAt: z.string(),
  /** Time of the newest telemetry, and its version. */
  telemetry: z.object({ version: z.number().int(), at: z.string() }).optional(),
  total: z.number().int(),
  needAttention: z.number().int(),
  entities: z.array(entityHealthSchema),
  chronic: z.number().int(),
  muted: z.number().int(),
});
/** @public */
export type HealthOverview = z.infer<typeof healthOverviewSchema>;

/** Answer of `GET /entity-health`: what the entity tab and card show before anything is asked. @public */
export const entityDiagnosisSchema = z.object({
  health: entityHealthSchema,
  checkedAt: z.string(),
  telemetry: z.object({ version: z.number().int(), at: z.string() }).optional(),
  findings: z.array(findingSchema),
  /** At most four golden signals. */
  charts: z.array(evidenceChartSchema),
  /** The cause of what is wrong here lies in things that the reader may not see. */
  causeOutside: z.boolean(),
});
/** @public */
export type EntityDiagnosis = z.infer<typeof entityDiagnosisSchema>;

/** Body of `POST /findings/:id/handling`. @public */
export const findingHandlingRequestSchema = z.discriminatedUnion('action', [
  z
    .object({
      action: z.literal('acknowledge'),
      reason: z.string().max(500).optional(),
    })
    .strict(),
  z
    .object({
      action: z.literal('mute'),
      reason: z.string().min(1).max(500),
      until: z.string().datetime(),
    })
    .strict(),
  z.object({ action: z.literal('reopen') }).strict(),
  z
    .object({
      action: z.literal('wrong-cause'),
      /** What the cause really was. */
      trueCause: z.string().min(1).max(500),
    })
    .strict(),
]);
/** @public */
export type FindingHandlingRequest = z.infer<
  typeof findingHandlingRequestSchema
>;
