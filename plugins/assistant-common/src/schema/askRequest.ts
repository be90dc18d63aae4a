import { z } from 'zod';
import { entityRefSchema, instantSchema, languageSchema } from './shared';

/** Longest question in characters; longer ones are refused, not cut. @public */
export const MAX_QUESTION_LENGTH = 8000;

/**
 * Body of `POST /ask`.
 *
 * `at` is the moment that the question is about (a link from an alert); `from` and `to` bound it
 * instead when the person picked a window. `language` only breaks a tie: the answer follows the
 * language of the question.
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
    language: languageSchema.optional(),
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

/** Body of `POST /answers/:answerId/feedback`. @public */
export const feedbackRequestSchema = z
  .object({
    rating: z.enum(['helpful', 'not-helpful']),
    comment: z.string().trim().max(2000).optional(),
  })
  .strict();
/** @public */
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;
