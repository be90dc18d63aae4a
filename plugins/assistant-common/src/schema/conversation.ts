import { z } from 'zod';
import { answerEventSchema } from './answerEvent';
import { namedEntitySchema } from './shared';

/** A conversation in the list at the left of the chat page. @public */
export const conversationSummarySchema = z.object({
  id: z.string(),
  title: z.string(),
  pinned: z.boolean(),
  entities: z.array(namedEntitySchema),
  createdAt: z.string(),
  updatedAt: z.string(),
});
/** @public */
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** A stored answer: the events in order, as they were streamed. @public */
export const storedAnswerSchema = z.object({
  answerId: z.string(),
  conversationId: z.string(),
  question: z.string(),
  askedAt: z.string(),
  /** `withheld`: it rests on something that the reader may not see now; the events are then empty. */
  state: z.enum(['running', 'complete', 'stopped', 'failed', 'withheld']),
  events: z.array(answerEventSchema),
  rating: z.enum(['helpful', 'not-helpful']).optional(),
});
/** @public */
export type StoredAnswer = z.infer<typeof storedAnswerSchema>;

/** @public */
export const conversationSchema = conversationSummarySchema.extend({
  answers: z.array(storedAnswerSchema),
});
/** @public */
export type Conversation = z.infer<typeof conversationSchema>;

/** @public */
export const conversationListSchema = z.object({
  items: z.array(conversationSummarySchema),
  totalItems: z.number().int(),
});
/** @public */
export type ConversationList = z.infer<typeof conversationListSchema>;

/** Query of `GET /conversations`. @public */
export const conversationQuerySchema = z
  .object({
    search: z.string().trim().max(200).optional(),
    entityRef: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    offset: z.coerce.number().int().min(0).max(100_000).default(0),
  })
  .strict();
/** @public */
export type ConversationQuery = z.input<typeof conversationQuerySchema>;

/** Body of `PATCH /conversations/:id`. @public */
export const conversationUpdateSchema = z
  .object({
    title: z.string().trim().min(1).max(200).optional(),
    pinned: z.boolean().optional(),
  })
  .strict()
  .refine(
    u => u.title !== undefined || u.pinned !== undefined,
    'nothing to change',
  );
/** @public */
export type ConversationUpdate = z.infer<typeof conversationUpdateSchema>;
