import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
  extendZodWithOpenApi,
} from '@asteasolutions/zod-to-openapi';
import {
  accessGrantListSchema,
  accessGrantRequestSchema,
  accessGrantSchema,
  activateRequestSchema,
  answerEventSchema,
  askRequestSchema,
  buildProgressSchema,
  conversationListSchema,
  conversationQuerySchema,
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
import { dump } from 'js-yaml';
import { z } from 'zod';

extendZodWithOpenApi(z);

const errorSchema = z.object({
  error: z.object({ name: z.string(), message: z.string() }).passthrough(),
  request: z.object({ method: z.string(), url: z.string() }).optional(),
  response: z.object({ statusCode: z.number().int() }),
});

const statuses = {
  400: 'The request is not valid; the message names each field',
  401: 'No valid Backstage token was sent',
  403: 'The caller lacks the permission or the group that the message names',
  404: 'There is no such thing, or the caller may not see it: the two are never told apart',
  409: 'Another switch came first',
  429: 'Over a limit per person; Retry-After says when to come back',
  503: 'Something outside does not work; the message says what it is and what to do',
} as const;

const schemas = {
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

type SchemaName = keyof typeof schemas;

interface Operation {
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

const operations: Operation[] = [
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
  {
    method: 'get',
    path: '/readiness',
    summary:
      'Whether questions can be answered, and if not, why and what to do',
    answer: 'Readiness',
    errors: [401],
  },
  {
    method: 'get',
    path: '/bases/documents',
    summary: 'The document base and its generations',
    answer: 'DocumentBaseStatus',
    errors: [401, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/builds',
    summary: 'Starts a build, or returns the one that is running',
    status: 202,
    answer: 'BuildProgress',
    errors: [401, 403, 503],
  },
  {
    method: 'get',
    path: '/bases/documents/builds/{buildId}',
    summary: 'Progress and result of a build',
    answer: 'BuildProgress',
    errors: [401, 404, 503],
  },
  {
    method: 'delete',
    path: '/bases/documents/builds/{buildId}',
    summary: 'Cancels a build',
    answer: 'BuildProgress',
    errors: [401, 403, 404, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/activate',
    summary: 'Makes a generation the one that answers',
    body: 'ActivateRequest',
    answer: 'DocumentBaseStatus',
    errors: [400, 401, 403, 404, 409, 503],
  },
  {
    method: 'post',
    path: '/bases/documents/rollback',
    summary: 'Swaps the active and the previous generation',
    answer: 'DocumentBaseStatus',
    errors: [401, 403, 409, 503],
  },
  {
    method: 'get',
    path: '/bases/telemetry',
    summary: 'The telemetry base: versions, sources and mapping',
    answer: 'TelemetryBaseStatus',
    errors: [401, 503],
  },
  {
    method: 'post',
    path: '/bases/telemetry/back',
    summary: 'Hides what was stored after a version or a time, and judges anew',
    body: 'TelemetryBackRequest',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 409, 503],
  },
  {
    method: 'delete',
    path: '/bases/telemetry/hidden/{id}',
    summary: 'Shows a hidden range again, and judges anew',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 404, 503],
  },
  {
    method: 'post',
    path: '/bases/telemetry/purge',
    summary: 'Deletes for good what all conditions hold for',
    body: 'TelemetryPurgeRequest',
    answer: 'TelemetryBaseStatus',
    errors: [400, 401, 403, 503],
  },
  {
    method: 'get',
    path: '/openapi.yaml',
    summary: 'This document',
    answer: 'application/yaml',
    errors: [401],
  },
];

/** The OpenAPI document, made from the schemas that the server and the client read with. */
export function describeApi(): string {
  const registry = new OpenAPIRegistry();
  const registered: Record<string, z.ZodTypeAny> = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      registry.register(name, schema),
    ]),
  );
  registry.registerComponent('securitySchemes', 'backstage', {
    type: 'http',
    scheme: 'bearer',
  });
  operations.forEach(operation =>
    registry.registerPath(toRoute(operation, registered)),
  );
  const document = new OpenApiGeneratorV31(
    registry.definitions,
  ).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Assistant',
      version: '0.1.0',
      description:
        'Answers questions about services and pipelines from the documents of the catalog, with sources. Errors are those of Backstage.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/assistant' }],
    security: [{ backstage: [] }],
  });
  return dump(document, { noRefs: true, lineWidth: 120 });
}

/** Method and path of each operation, as the router knows them. */
export function describedRoutes(): string[] {
  return operations.map(
    ({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
  );
}

/** Findings have ids of their own, ranges of versions a number. */
const UUID_PATHS = /^\/(?!findings|bases\/telemetry)/;

function toRoute(
  operation: Operation,
  registered: Record<string, z.ZodTypeAny>,
): RouteConfig {
  const {
    method,
    path,
    summary,
    body,
    query,
    status = 200,
    answer,
    errors,
  } = operation;
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), match => match[1]);
  const params = z.object(
    Object.fromEntries(
      names.map(name => [
        name,
        UUID_PATHS.test(path)
          ? z.string().openapi({ format: 'uuid' })
          : z.string(),
      ]),
    ),
  );
  return {
    method,
    path,
    summary,
    request: {
      ...(names.length > 0 ? { params } : {}),
      ...(query ? { query } : {}),
      ...(body
        ? {
            body: {
              required: true,
              content: { 'application/json': { schema: registered[body] } },
            },
          }
        : {}),
    },
    responses: {
      [status]: toResponse(answer, registered),
      ...Object.fromEntries(
        errors.map(code => [
          code,
          {
            description: statuses[code],
            content: { 'application/json': { schema: registered.Error } },
          },
        ]),
      ),
    },
  };
}

function toResponse(
  answer: Operation['answer'],
  registered: Record<string, z.ZodTypeAny>,
) {
  if (!answer) {
    return { description: 'Done' };
  }
  if (answer === 'stream') {
    return {
      description:
        'Server-sent events, each with its number as id and an AnswerEvent as data',
      content: { 'text/event-stream': { schema: registered.AnswerEvent } },
    };
  }
  return answer in schemas
    ? {
        description: answer,
        content: {
          'application/json': { schema: registered[answer as SchemaName] },
        },
      }
    : { description: 'Text', content: { [answer]: { schema: z.string() } } };
}
