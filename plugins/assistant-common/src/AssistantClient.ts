import { ResponseError } from '@backstage/errors';
import type { z } from 'zod';
import { withKnownEvents } from './knownEvents';
import { parseAnswerStream } from './parseAnswerStream';
import {
  type AccessGrant,
  type AccessGrantList,
  type AccessGrantRequest,
  type ActivateRequest,
  type AnswerEvent,
  type AskRequest,
  type BuildProgress,
  type Conversation,
  type ConversationList,
  type ConversationQuery,
  type ConversationUpdate,
  type DocumentBaseStatus,
  type EntityDiagnosis,
  type FeedbackRequest,
  type Finding,
  type FindingHandlingRequest,
  type Overview,
  type Readiness,
  type StoredAnswer,
  type TelemetryBackRequest,
  type TelemetryBaseStatus,
  type TelemetryPurgeRequest,
  accessGrantListSchema,
  accessGrantSchema,
  buildProgressSchema,
  conversationListSchema,
  conversationSchema,
  conversationSummarySchema,
  documentBaseStatusSchema,
  entityDiagnosisSchema,
  findingSchema,
  overviewSchema,
  readinessSchema,
  storedAnswerSchema,
  telemetryBaseStatusSchema,
  type ConversationSummary,
} from './schema';

/** @public */
export interface AssistantClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/** Cancels the request, and with it the work on the server. @public */
export interface RequestOptions {
  signal?: AbortSignal;
}

/** What the pages of the assistant, and other plugins, may ask of its backend. @public */
export interface AssistantApi {
  /** Asks and yields the events of the answer as they come. */
  ask(
    request: AskRequest,
    options?: RequestOptions,
  ): AsyncIterable<AnswerEvent>;
  /** Goes on with a stored or running answer after the event with number `after`. */
  resume(
    answerId: string,
    after: number,
    options?: RequestOptions,
  ): AsyncIterable<AnswerEvent>;
  stop(answerId: string): Promise<void>;
  getAnswer(answerId: string, options?: RequestOptions): Promise<StoredAnswer>;
  sendFeedback(answerId: string, feedback: FeedbackRequest): Promise<void>;
  listConversations(
    query?: ConversationQuery,
    options?: RequestOptions,
  ): Promise<ConversationList>;
  getConversation(id: string, options?: RequestOptions): Promise<Conversation>;
  updateConversation(
    id: string,
    update: ConversationUpdate,
  ): Promise<ConversationSummary>;
  deleteConversation(id: string): Promise<void>;
  exportConversation(id: string): Promise<string>;
  getOverview(
    options?: RequestOptions & { entityRef?: string; language?: string },
  ): Promise<Overview>;
  getReadiness(options?: RequestOptions): Promise<Readiness>;
  getDocumentBase(options?: RequestOptions): Promise<DocumentBaseStatus>;
  startBuild(): Promise<BuildProgress>;
  getBuild(buildId: string, options?: RequestOptions): Promise<BuildProgress>;
  cancelBuild(buildId: string): Promise<BuildProgress>;
  activateGeneration(request: ActivateRequest): Promise<DocumentBaseStatus>;
  rollbackDocuments(): Promise<DocumentBaseStatus>;
  /** State of an entity now: health, findings and golden signals, in the given language. */
  getEntityDiagnosis(
    query: { entityRef: string; language?: string },
    options?: RequestOptions,
  ): Promise<EntityDiagnosis>;
  /** Acknowledges, mutes or reopens a finding, or tells its true cause. */
  handleFinding(
    id: string,
    request: FindingHandlingRequest,
    options?: { language?: string },
  ): Promise<Finding>;
  getTelemetryBase(options?: RequestOptions): Promise<TelemetryBaseStatus>;
  /** Hides what was stored after a version or a time. */
  goBackInTelemetry(
    request: TelemetryBackRequest,
  ): Promise<TelemetryBaseStatus>;
  /** Shows a hidden range again. */
  undoTelemetryBack(hiddenRangeId: number): Promise<TelemetryBaseStatus>;
  /** Deletes for good. */
  purgeTelemetry(request: TelemetryPurgeRequest): Promise<TelemetryBaseStatus>;
}

/** What people on call may ask of the backend of the assistant. @public */
export interface AssistantAccessApi {
  /** Entities that the caller has open in full now, newest first. */
  listAccessGrants(options?: RequestOptions): Promise<AccessGrantList>;
  /** Opens an entity in full for four hours; its owners are told, with the reason. */
  openAccess(request: AccessGrantRequest): Promise<AccessGrant>;
  /** Ends it before its time. */
  closeAccess(grantId: string): Promise<void>;
}

/** {@link AssistantApi} over HTTP. @public */
export class AssistantClient implements AssistantApi, AssistantAccessApi {
  readonly #options: AssistantClientOptions;

  constructor(options: AssistantClientOptions) {
    this.#options = options;
  }

  async *ask(request: AskRequest, options?: RequestOptions) {
    yield* this.#stream('/ask', {
      method: 'POST',
      body: JSON.stringify(request),
      ...options,
    });
  }

  async *resume(answerId: string, after: number, options?: RequestOptions) {
    yield* this.#stream(
      path`/answers/${answerId}/events?after=${after}`,
      options,
    );
  }

  async stop(answerId: string) {
    await this.#send(path`/answers/${answerId}/stop`, { method: 'POST' });
  }

  getAnswer(answerId: string, options?: RequestOptions) {
    return this.#read(
      withKnownEvents(storedAnswerSchema),
      path`/answers/${answerId}`,
      options,
    );
  }

  async sendFeedback(answerId: string, feedback: FeedbackRequest) {
    await this.#send(path`/answers/${answerId}/feedback`, {
      method: 'POST',
      body: JSON.stringify(feedback),
    });
  }

  listConversations(query: ConversationQuery = {}, options?: RequestOptions) {
    const params = new URLSearchParams(
      Object.entries(query).flatMap(([k, v]) =>
        v === undefined ? [] : [[k, String(v)]],
      ),
    );
    return this.#read(
      conversationListSchema,
      `/conversations?${params}`,
      options,
    );
  }

  getConversation(id: string, options?: RequestOptions) {
    return this.#read(
      withKnownEvents(conversationSchema),
      path`/conversations/${id}`,
      options,
    );
  }

  updateConversation(id: string, update: ConversationUpdate) {
    return this.#read(conversationSummarySchema, path`/conversations/${id}`, {
      method: 'PATCH',
      body: JSON.stringify(update),
    });
  }

  async deleteConversation(id: string) {
    await this.#send(path`/conversations/${id}`, { method: 'DELETE' });
  }

  async exportConversation(id: string) {
    return (await this.#send(path`/conversations/${id}/export`)).text();
  }

  getOverview(
    options?: RequestOptions & { entityRef?: string; language?: string },
  ) {
    const params = new URLSearchParams();
    if (options?.entityRef) params.set('entityRef', options.entityRef);
    if (options?.language) params.set('language', options.language);
    return this.#read(overviewSchema, `/overview?${params}`, {
      signal: options?.signal,
    });
  }

  getReadiness(options?: RequestOptions) {
    return this.#read(readinessSchema, '/readiness', options);
  }

  getDocumentBase(options?: RequestOptions) {
    return this.#read(documentBaseStatusSchema, '/bases/documents', options);
  }

  startBuild() {
    return this.#read(buildProgressSchema, '/bases/documents/builds', {
      method: 'POST',
    });
  }

  getBuild(buildId: string, options?: RequestOptions) {
    return this.#read(
      buildProgressSchema,
      path`/bases/documents/builds/${buildId}`,
      options,
    );
  }

  cancelBuild(buildId: string) {
    return this.#read(
      buildProgressSchema,
      path`/bases/documents/builds/${buildId}`,
      { method: 'DELETE' },
    );
  }

  activateGeneration(request: ActivateRequest) {
    return this.#read(documentBaseStatusSchema, '/bases/documents/activate', {
      method: 'POST',
      body: JSON.stringify(request),
    });
  }

  rollbackDocuments() {
    return this.#read(documentBaseStatusSchema, '/bases/documents/rollback', {
      method: 'POST',
    });
  }

  getEntityDiagnosis(
    query: { entityRef: string; language?: string },
    options?: RequestOptions,
  ) {
    const params = new URLSearchParams({ entityRef: query.entityRef });
    if (query.language) params.set('language', query.language);
    return this.#read(
      entityDiagnosisSchema,
      `/entity-diagnosis?${params}`,
      options,
    );
  }

  handleFinding(
    id: string,
    request: FindingHandlingRequest,
    options?: { language?: string },
  ) {
    const params = new URLSearchParams();
    if (options?.language) params.set('language', options.language);
    return this.#read(
      findingSchema,
      `${path`/findings/${id}/handling`}?${params}`,
      { method: 'POST', body: JSON.stringify(request) },
    );
  }

  getTelemetryBase(options?: RequestOptions) {
    return this.#read(telemetryBaseStatusSchema, '/bases/telemetry', options);
  }

  goBackInTelemetry(request: TelemetryBackRequest) {
    return this.#read(telemetryBaseStatusSchema, '/bases/telemetry/back', {
      method: 'POST',
      body: JSON.stringify(request),
    });
  }

  undoTelemetryBack(hiddenRangeId: number) {
    return this.#read(
      telemetryBaseStatusSchema,
      path`/bases/telemetry/hidden/${String(hiddenRangeId)}`,
      { method: 'DELETE' },
    );
  }

  purgeTelemetry(request: TelemetryPurgeRequest) {
    return this.#read(telemetryBaseStatusSchema, '/bases/telemetry/purge', {
      method: 'POST',
      body: JSON.stringify(request),
    });
  }

  listAccessGrants(options?: RequestOptions) {
    return this.#read(accessGrantListSchema, '/access/grants', options);
  }

  openAccess(request: AccessGrantRequest) {
    return this.#read(accessGrantSchema, '/access/grants', {
      method: 'POST',
      body: JSON.stringify(request),
    });
  }

  async closeAccess(grantId: string) {
    await this.#send(path`/access/grants/${grantId}`, { method: 'DELETE' });
  }

  async *#stream(url: string, init?: RequestInit) {
    const response = await this.#send(url, init, 'text/event-stream');
    if (!response.body) {
      throw new Error('The answer came without a body');
    }
    yield* parseAnswerStream(response.body);
  }

  async #read<T extends z.ZodTypeAny>(
    schema: T,
    url: string,
    init?: RequestInit,
  ): Promise<z.output<T>> {
    const response = await this.#send(url, init);
    return schema.parse(await response.json());
  }

  async #send(
    url: string,
    init: RequestInit = {},
    accept = 'application/json',
  ) {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('assistant');
    const response = await this.#options.fetchApi.fetch(`${baseUrl}${url}`, {
      ...init,
      headers: {
        Accept: accept,
        ...(init.body ? { 'Content-Type': 'application/json' } : {}),
      },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function path(
  strings: TemplateStringsArray,
  ...values: Array<string | number>
) {
  return String.raw(
    { raw: strings },
    ...values.map(value => encodeURIComponent(value)),
  );
}
