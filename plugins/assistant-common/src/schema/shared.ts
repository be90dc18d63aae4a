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

/** IANA name of a time zone. @public */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be the name of a time zone such as Europe/Berlin');

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

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
