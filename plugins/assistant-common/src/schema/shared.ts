import { z } from 'zod';

/** Full entity reference, `kind:namespace/name`, lower case. @public */
export const entityRefSchema = z
  .string()
  .max(300)
  .regex(
    /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
    'must be a full entity reference such as component:default/checkout',
  )
  .transform(ref => ref.toLocaleLowerCase('en-US'));

/** Languages that questions are read in and answers are written in. @public */
export const languageSchema = z.enum(['en', 'ru']);
/** @public */
export type Language = z.infer<typeof languageSchema>;

/** Instant as ISO 8601 with offset or `Z`. @public */
export const instantSchema = z.string().datetime({ offset: true });

/** Half-open time window `[from, to)`. @public */
export const timeWindowSchema = z.object({
  from: instantSchema,
  to: instantSchema,
});
/** @public */
export type TimeWindow = z.infer<typeof timeWindowSchema>;

/** What kind of answer a question wants. @public */
export const questionClassSchema = z.enum([
  'diagnose',
  'state',
  'how-to',
  'explain',
  'what-changed',
  'metric',
  'small-talk',
  'out-of-scope',
]);
/** @public */
export type QuestionClass = z.infer<typeof questionClassSchema>;

/** Name that a person reads beside the reference that a machine needs. @public */
export const namedEntitySchema = z.object({
  entityRef: z.string(),
  title: z.string(),
});
/** @public */
export type NamedEntity = z.infer<typeof namedEntitySchema>;
