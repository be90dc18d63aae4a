import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import {
  accessGrantListSchema,
  accessGrantRequestSchema,
  accessGrantSchema,
  activateRequestSchema,
  answerEventSchema,
  askRequestSchema,
  buildProgressSchema,
  conversationListSchema,
  conversationSchema,
  conversationSummarySchema,
  conversationUpdateSchema,
  documentBaseStatusSchema,
  entityDiagnosisSchema,
  feedbackRequestSchema,
  findingHandlingRequestSchema,
  findingSchema,
  overviewSchema,
  readinessSchema,
  storedAnswerSchema,
  telemetryBackRequestSchema,
  telemetryBaseStatusSchema,
  telemetryPurgeRequestSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { z } from 'zod';

const errorSchema = z.object({
  error: z.object({ name: z.string(), message: z.string() }).passthrough(),
  request: z.object({ method: z.string(), url: z.string() }).optional(),
  response: z.object({ statusCode: z.number().int() }),
});

export const statuses = {
  400: 'The request is not valid; the message names each field',
  401: 'No valid Backstage token was sent',
  403: 'The caller lacks the permission or the group that the message names',
  404: 'There is no such thing, or the caller may not see it: the two are never told apart',
  409: 'Another switch came first',
  429: 'Over a limit per person; Retry-After says when to come back',
  503: 'Something outside does not work; the message says what it is and what to do',
} as const;

export const schemas = {
  AskRequest: askRequestSchema,
  AnswerEvent: answerEventSchema,
  StoredAnswer: storedAnswerSchema,
  FeedbackRequest: feedbackRequestSchema,
  ConversationSummary: conversationSummarySchema,
  Conversation: conversationSchema,
  ConversationList: conversationListSchema,
  ConversationUpdate: conversationUpdateSchema,
  AccessGrant: accessGrantSchema,
  AccessGrantList: accessGrantListSchema,
  AccessGrantRequest: accessGrantRequestSchema,
  Overview: overviewSchema,
  Readiness: readinessSchema,
  DocumentBaseStatus: documentBaseStatusSchema,
  BuildProgress: buildProgressSchema,
  ActivateRequest: activateRequestSchema,
  Finding: findingSchema,
  FindingHandlingRequest: findingHandlingRequestSchema,
  EntityDiagnosis: entityDiagnosisSchema,
  TelemetryBaseStatus: telemetryBaseStatusSchema,
  TelemetryBackRequest: telemetryBackRequestSchema,
  TelemetryPurgeRequest: telemetryPurgeRequestSchema,
  Error: errorSchema,
};

export type SchemaName = keyof typeof schemas;

export interface Operation {
  method: RouteConfig['method'];
  path: string;
  summary: string;
  body?: SchemaName;
  query?: z.AnyZodObject;
  status?: number;
  /** Schema of the answer; `stream` for server-sent events, a media type for text, absent for none. */
  answer?: SchemaName | 'stream' | `text/${string}` | `application/${string}`;
  errors: Array<keyof typeof statuses>;
}
