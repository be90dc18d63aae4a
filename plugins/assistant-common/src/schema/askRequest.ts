import { z } from 'zod';
import {
  type Language,
  entityRefSchema,
  instantSchema,
  languageSchema,
  timeZoneSchema,
} from './shared';

/** Longest question in characters; longer ones are refused, not cut. @public */
export const MAX_QUESTION_LENGTH = 8000;

/** Longest name of an alert in a link. @public */
export const MAX_ALERT_LENGTH = 200;

/**
 * Body of `POST /ask`.
 *
 * `at` is the moment that the question is about (a link from an alert); `from` and `to` bound it
 * instead when the person picked a window. `alert` is the name of the alert that the person came
 * from. `language` only breaks a tie: the answer follows the language of the question. `timeZone` is
 * that of the reader: clock times are read and written in it.
 * @public
 */
export const askRequestSchema = z
  .object({
    question: z.string().trim().min(1).max(MAX_QUESTION_LENGTH),
    conversationId: z.string().uuid().optional(),
    entityRef: entityRefSchema.optional(),
    environment: z.string().trim().min(1).max(63).optional(),
    at: instantSchema.optional(),
    from: instantSchema.optional(),
    to: instantSchema.optional(),
    alert: z.string().trim().min(1).max(MAX_ALERT_LENGTH).optional(),
    language: languageSchema.optional(),
    timeZone: timeZoneSchema.optional(),
  })
  .strict()
  .refine(
    request => (request.from === undefined) === (request.to === undefined),
    'from and to go together',
  )
  .refine(
    ({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to),
    'from must be before to',
  );
/** @public */
export type AskRequest = z.infer<typeof askRequestSchema>;

/**
 * The question that a link from an alert asks: short, and in the language of the reader.
 * @public
 */
export function draftAlertQuestion(options: {
  alert: string;
  /** Title of the entity that the alert is about, if the link names one. */
  entityTitle?: string;
  language: Language;
}): string {
  const { entityTitle, language } = options;
  const alert = options.alert
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_ALERT_LENGTH);
  if (language === 'ru') {
    return entityTitle
      ? `Алерт ${alert}: что не так с ${entityTitle}?`
      : `Алерт ${alert}: что случилось?`;
  }
  return entityTitle
    ? `Alert ${alert}: what is wrong with ${entityTitle}?`
    : `Alert ${alert}: what is wrong?`;
}

/** Body of `POST /answers/:answerId/feedback`. @public */
export const feedbackRequestSchema = z
  .object({
    rating: z.enum(['helpful', 'not-helpful']),
    comment: z.string().trim().max(2000).optional(),
  })
  .strict();
/** @public */
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;
