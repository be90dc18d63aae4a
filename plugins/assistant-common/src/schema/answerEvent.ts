import { z } from 'zod';
import { citationSchema } from './citation';
import {
  causeGraphSchema,
  evidenceChartSchema,
  findingSchema,
  incidentTimelineSchema,
} from './finding';
import {
  languageSchema,
  namedEntitySchema,
  questionClassSchema,
  timeWindowSchema,
} from './shared';

/** Where the words of a text block come from. @public */
export const textOriginSchema = z.enum(['evidence', 'model']);

/** One step of a runbook, with its commands filled in as far as they are known. @public */
export const answerStepSchema = z.object({
  number: z.number().int().positive(),
  /** Markdown without the code blocks, which stand in `commands`. */
  text: z.string(),
  commands: z.array(
    z.object({
      language: z.string(),
      code: z.string(),
      /** Placeholders that no known value fits; they stay visible in `code`. */
      missing: z.array(z.string()),
    }),
  ),
  /** Number of the citation that the step was taken from. */
  citation: z.number().int().positive(),
  /** Deep link to the heading that the step stands under. */
  url: z.string().optional(),
});
/** @public */
export type AnswerStep = z.infer<typeof answerStepSchema>;

/** Version and age of the bases that an answer rests on. @public */
export const answerBasisSchema = z.object({
  documents: z
    .object({
      generation: z.number().int(),
      builtAt: z.string(),
      /** `filling`: the dense index of the first build is not complete yet. */
      dense: z.enum(['ready', 'filling', 'off']),
    })
    .optional(),
  telemetry: z.object({ version: z.number().int(), at: z.string() }).optional(),
});
/** @public */
export type AnswerBasis = z.infer<typeof answerBasisSchema>;

/** What a language model was given and what it used. @public */
export const modelUsageSchema = z.object({
  model: z.string(),
  host: z.string(),
  dataPolicy: z.enum(['none', 'metadata', 'full']),
  promptTokens: z.number().int().optional(),
  completionTokens: z.number().int().optional(),
  /** Absent when the server does not say; not the same as 0. */
  cachedTokens: z.number().int().optional(),
  /** Kinds of data that left the house, e.g. `question`, `documents`. */
  sent: z.array(
    z.enum([
      'question',
      'history',
      'documents',
      'names',
      'findings',
      'telemetry',
    ]),
  ),
});
/** @public */
export type ModelUsage = z.infer<typeof modelUsageSchema>;

const base = { sequence: z.number().int().nonnegative() };

/**
 * Everything that the server tells while it answers, in order.
 *
 * Names are `<noun>-<action>`; they are added and never renamed. In Markdown text `[^n]` refers to
 * the citation with that number.
 * @public
 */
export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('answer-start'),
    answerId: z.string(),
    conversationId: z.string(),
    question: z.string(),
    language: languageSchema,
    at: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('scope-resolved'),
    entities: z.array(namedEntitySchema),
    /** How the entities were found. */
    origin: z.enum(['page', 'question', 'conversation', 'owned', 'none']),
    environment: z.string().optional(),
    window: timeWindowSchema.optional(),
    asOf: z.string(),
    questionClass: questionClassSchema,
  }),
  z.object({
    ...base,
    type: z.literal('sources-available'),
    /** Best first; what was found, not yet what is cited. */
    sources: z.array(citationSchema.omit({ number: true })),
  }),
  z.object({
    ...base,
    type: z.literal('citation-available'),
    citation: citationSchema,
  }),
  z.object({
    ...base,
    type: z.literal('text-start'),
    blockId: z.string(),
    origin: textOriginSchema,
    /** `verdict` is the one sentence on top; `unknown` says that nothing answers; `note` is calm small print. */
    role: z.enum(['verdict', 'body', 'unknown', 'note']),
  }),
  z.object({
    ...base,
    type: z.literal('text-delta'),
    blockId: z.string(),
    text: z.string(),
  }),
  z.object({ ...base, type: z.literal('text-end'), blockId: z.string() }),
  z.object({
    ...base,
    type: z.literal('steps-available'),
    blockId: z.string(),
    title: z.string(),
    /** The page that the steps stand on. */
    source: citationSchema.pick({ title: true, url: true }),
    steps: z.array(answerStepSchema),
  }),
  z.object({
    ...base,
    type: z.literal('finding-available'),
    finding: findingSchema,
  }),
  z.object({
    ...base,
    type: z.literal('chart-available'),
    chart: evidenceChartSchema,
  }),
  z.object({
    ...base,
    type: z.literal('timeline-available'),
    timeline: incidentTimelineSchema,
  }),
  z.object({
    ...base,
    type: z.literal('graph-available'),
    graph: causeGraphSchema,
  }),
  z.object({
    ...base,
    type: z.literal('suggestions-available'),
    suggestions: z.array(z.string()),
  }),
  z.object({
    ...base,
    type: z.literal('answer-error'),
    code: z.enum([
      'model-unavailable',
      'base-not-ready',
      'source-failed',
      'internal',
    ]),
    message: z.string(),
    remedy: z.string().optional(),
    /** `false`: the answer goes on without what failed. */
    fatal: z.boolean(),
  }),
  z.object({
    ...base,
    type: z.literal('answer-end'),
    status: z.enum(['complete', 'stopped', 'failed']),
    tookMs: z.number(),
    basis: answerBasisSchema,
    model: modelUsageSchema.optional(),
  }),
]);
/** @public */
export type AnswerEvent = z.infer<typeof answerEventSchema>;

/** An event before the stream gives it its number. @public */
export type AnswerEventBody = AnswerEvent extends infer E
  ? E extends AnswerEvent
    ? Omit<E, 'sequence'>
    : never
  : never;
