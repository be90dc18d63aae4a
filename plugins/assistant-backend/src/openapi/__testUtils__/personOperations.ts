import { conversationQuerySchema } from '@smart-assistant/backstage-plugin-assistant-common';
import { z } from 'zod';
import type { Operation } from './schemas';

const after = z.object({ after: z.coerce.number().int().min(-1).optional() });
const overviewQuery = z.object({
  entityRef: z.string().optional(),
  language: z.string().optional(),
});

const diagnosisQuery = z.object({
  entityRef: z.string(),
  language: z.string().optional(),
});
const languageQuery = z.object({ language: z.string().optional() });

/** What people do. */
export const personOperations: Operation[] = [
  {
    method: 'post',
    path: '/ask',
    summary: 'Asks a question and streams the answer',
    body: 'AskRequest',
    answer: 'stream',
    errors: [400, 401, 403, 404, 429, 503],
  },
  {
    method: 'get',
    path: '/answers/{answerId}',
    summary: 'Reads an answer, with the rights of now',
    answer: 'StoredAnswer',
    errors: [401, 404, 503],
  },
  {
    method: 'get',
    path: '/answers/{answerId}/events',
    summary:
      'Streams the events after a number, on any replica; Last-Event-ID is understood',
    query: after,
    answer: 'stream',
    errors: [400, 401, 404, 503],
  },
  {
    method: 'post',
    path: '/answers/{answerId}/stop',
    summary: 'Stops an answer on whichever replica writes it',
    status: 204,
    errors: [401, 404, 503],
  },
  {
    method: 'post',
    path: '/answers/{answerId}/feedback',
    summary: 'Rates an answer; the versions of the bases are kept with it',
    body: 'FeedbackRequest',
    status: 204,
    errors: [400, 401, 404, 503],
  },
  {
    method: 'get',
    path: '/conversations',
    summary: 'Lists and searches the conversations of the caller',
    query: z.object(conversationQuerySchema.shape),
    answer: 'ConversationList',
    errors: [400, 401, 503],
  },
  {
    method: 'get',
    path: '/conversations/{id}',
    summary:
      'Reads a conversation; what the caller may not see now is withheld',
    answer: 'Conversation',
    errors: [401, 404, 503],
  },
  {
    method: 'patch',
    path: '/conversations/{id}',
    summary: 'Renames or pins a conversation',
    body: 'ConversationUpdate',
    answer: 'ConversationSummary',
    errors: [400, 401, 404, 503],
  },
  {
    method: 'delete',
    path: '/conversations/{id}',
    summary: 'Deletes a conversation',
    status: 204,
    errors: [401, 404, 503],
  },
  {
    method: 'get',
    path: '/conversations/{id}/export',
    summary: 'Writes a conversation as Markdown',
    answer: 'text/markdown',
    errors: [401, 404, 503],
  },
  {
    method: 'get',
    path: '/overview',
    summary:
      'Groups, owned entities, what others have open of them, and questions to begin with',
    query: overviewQuery,
    answer: 'Overview',
    errors: [400, 401, 503],
  },
  {
    method: 'get',
    path: '/access/grants',
    summary: 'Entities that the caller, being on call, has open in full now',
    answer: 'AccessGrantList',
    errors: [401, 503],
  },
  {
    method: 'post',
    path: '/access/grants',
    summary:
      'Opens an entity in full for four hours; audited, and shown to its owners',
    body: 'AccessGrantRequest',
    status: 201,
    answer: 'AccessGrant',
    errors: [400, 401, 403, 404, 503],
  },
  {
    method: 'delete',
    path: '/access/grants/{id}',
    summary: 'Ends a grant before its time',
    status: 204,
    errors: [401, 404, 503],
  },
  {
    method: 'get',
    path: '/entity-diagnosis',
    summary:
      'State of an entity now: health, findings and golden signals, cut to the caller',
    query: diagnosisQuery,
    answer: 'EntityDiagnosis',
    errors: [400, 401, 404, 503],
  },
  {
    method: 'post',
    path: '/findings/{id}/handling',
    summary:
      'Acknowledges, mutes or reopens a finding, or tells its true cause; for those who see it in full',
    query: languageQuery,
    body: 'FindingHandlingRequest',
    answer: 'Finding',
    errors: [400, 401, 403, 404, 503],
  },
];
