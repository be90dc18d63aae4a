import { z } from 'zod';

/** A complete build of the document base. @public */
export const generationSchema = z.object({
  generation: z.number().int(),
  state: z.enum(['building', 'ready', 'active', 'retired', 'failed']),
  builtAt: z.string(),
  /** `schedule`, `startup`, `api` or the user's entity ref. */
  trigger: z.string(),
  embedder: z.string(),
  documents: z.number().int(),
  chunks: z.number().int(),
  changes: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    removed: z.number().int(),
  }),
  gate: z.array(
    z.object({ check: z.string(), passed: z.boolean(), detail: z.string() }),
  ),
  /** Share of chunks that have their vector, 0 to 1. */
  embedded: z.number().min(0).max(1),
  failure: z.string().optional(),
});
/** @public */
export type Generation = z.infer<typeof generationSchema>;

/** Progress of a build. `done` of `total` counts documents or chunks of the current phase. @public */
export const buildProgressSchema = z.object({
  buildId: z.string(),
  state: z.enum(['running', 'complete', 'unchanged', 'failed', 'cancelled']),
  phase: z.enum([
    'reading',
    'chunking',
    'writing',
    'embedding',
    'gate',
    'switching',
    'done',
  ]),
  done: z.number().int(),
  total: z.number().int(),
  generation: z.number().int().optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  trigger: z.string(),
  /** Documents that could not be read, at most 50, each with what to do. */
  problems: z.array(z.object({ source: z.string(), message: z.string() })),
  failure: z.string().optional(),
});
/** @public */
export type BuildProgress = z.infer<typeof buildProgressSchema>;

/** State of the document base as the Knowledge page shows it. @public */
export const documentBaseStatusSchema = z.object({
  active: z.number().int().optional(),
  previous: z.number().int().optional(),
  generations: z.array(generationSchema),
  build: buildProgressSchema.optional(),
  nextBuildAt: z.string().optional(),
  sources: z.array(z.string()),
  engine: z.enum(['postgres', 'pglite']),
});
/** @public */
export type DocumentBaseStatus = z.infer<typeof documentBaseStatusSchema>;

/** Body of `POST /bases/documents/activate`; `expectedActive` is what the caller saw as active. @public */
export const activateRequestSchema = z
  .object({
    generation: z.number().int().positive(),
    expectedActive: z.number().int().positive().optional(),
  })
  .strict();
/** @public */
export type ActivateRequest = z.infer<typeof activateRequestSchema>;

/** Answer of `GET /readiness`: whether questions can be answered, and if not, what to do. @public */
export const readinessSchema = z.object({
  ready: z.boolean(),
  database: z.object({
    ok: z.boolean(),
    reason: z.string().optional(),
    remedy: z.string().optional(),
  }),
  documents: z.object({
    state: z.enum(['ready', 'building', 'empty', 'unavailable']),
    generation: z.number().int().optional(),
    builtAt: z.string().optional(),
    build: buildProgressSchema.optional(),
  }),
  /** Newest telemetry that can be asked about; absent while none was ever read. */
  telemetry: z.object({ version: z.number().int(), at: z.string() }).optional(),
  model: z.object({ configured: z.boolean(), id: z.string().optional() }),
  notices: z.array(z.string()),
});
/** @public */
export type Readiness = z.infer<typeof readinessSchema>;
