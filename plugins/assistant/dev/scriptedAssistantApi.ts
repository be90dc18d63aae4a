import type {
  AccessGrant,
  AccessGrantRequest,
  AnswerEvent,
  AssistantAccessApi,
  AssistantApi,
  BuildProgress,
  Conversation,
  ConversationSummary,
  FindingHandlingRequest,
  StoredAnswer,
  TelemetryBackRequest,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { documentBase, generation, overview, readiness } from './scriptedState';
import { diagnosis } from './scriptedEntity';
import { accessGrant, healthOverview } from './scriptedHealth';
import { firstTelemetryBase } from './scriptedTelemetry';
import { scriptAnswer } from './scriptedAnswers';
import { scriptHandling } from './scriptedHandling';

const STEP_MS = 60;

const address = () => new URLSearchParams(window.location.search);

const wait = (ms: number, signal?: AbortSignal) =>
  new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** A backend in the browser that plays written answers, to look at the pages without a server. */
export class ScriptedAssistantApi implements AssistantApi, AssistantAccessApi {
  readonly #conversations = new Map<string, Conversation>();
  readonly #stopped = new Set<string>();
  #base = documentBase;
  #build: BuildProgress | undefined;
  #telemetry = firstTelemetryBase(address());
  #grants: AccessGrant[] = [];
  #next = 1;

  constructor(conversations: ConversationSummary[]) {
    for (const summary of conversations) {
      this.#conversations.set(summary.id, { ...summary, answers: [] });
      this.#store(summary.id, summary.title);
    }
  }

  #store(conversationId: string, question: string): StoredAnswer {
    const answerId = `answer-${this.#next++}`;
    const stored: StoredAnswer = {
      answerId,
      conversationId,
      question,
      askedAt: new Date().toISOString(),
      state: 'complete',
      events: scriptAnswer({ answerId, conversationId, question }),
    };
    this.#conversations.get(conversationId)!.answers.push(stored);
    return stored;
  }

  async *ask(
    request: { question: string; conversationId?: string },
    options?: { signal?: AbortSignal },
  ): AsyncGenerator<AnswerEvent> {
    const { question } = request;
    const id = request.conversationId ?? crypto.randomUUID();
    if (!this.#conversations.has(id)) {
      const now = new Date().toISOString();
      this.#conversations.set(id, {
        id,
        title: question,
        pinned: false,
        entities: [],
        createdAt: now,
        updatedAt: now,
        answers: [],
      });
    }
    const stored = this.#store(id, question);
    for (const event of stored.events) {
      await wait(STEP_MS, options?.signal);
      if (this.#stopped.has(stored.answerId)) {
        const end = stored.events[stored.events.length - 1];
        yield { ...end, status: 'stopped' } as AnswerEvent;
        return;
      }
      yield event;
    }
  }

  async *resume(answerId: string, after: number) {
    const answer = await this.getAnswer(answerId);
    yield* answer.events.slice(after + 1);
  }

  async stop(answerId: string) {
    this.#stopped.add(answerId);
  }

  async getAnswer(answerId: string) {
    const all = [...this.#conversations.values()].flatMap(c => c.answers);
    const found = all.find(answer => answer.answerId === answerId);
    if (!found) {
      throw new Error(`No answer ${answerId}`);
    }
    return found;
  }

  async sendFeedback() {}

  async listConversations(query: { search?: string; entityRef?: string } = {}) {
    const search = query.search?.toLocaleLowerCase();
    const items = [...this.#conversations.values()].filter(
      ({ title, entities }) =>
        (!search || title.toLocaleLowerCase().includes(search)) &&
        (!query.entityRef ||
          entities.some(e => e.entityRef === query.entityRef)),
    );
    return { items, totalItems: items.length };
  }

  async getConversation(id: string) {
    await wait(200);
    const found = this.#conversations.get(id);
    if (!found) {
      throw new Error(`No conversation ${id}`);
    }
    return found;
  }

  async updateConversation(
    id: string,
    update: { title?: string; pinned?: boolean },
  ) {
    const updated = { ...(await this.getConversation(id)), ...update };
    this.#conversations.set(id, updated);
    return updated;
  }

  async deleteConversation(id: string) {
    this.#conversations.delete(id);
  }

  async exportConversation(id: string) {
    return `# ${(await this.getConversation(id)).title}\n`;
  }

  async getOverview() {
    await wait(200);
    return {
      ...overview(address()),
      health: healthOverview(address()),
      onCall: true,
      accessGrants: [accessGrant('component:default/orders', 'Page 4711')],
    };
  }

  async getReadiness() {
    return {
      ...readiness(address(), this.#base.active!),
      telemetry: {
        version: 18204,
        at: new Date(Date.now() - 2_000).toISOString(),
      },
    };
  }

  async getDocumentBase() {
    const build = this.#build;
    if (build?.state === 'running') {
      const done = Math.min(build.total, build.done + 90);
      this.#build = { ...build, done };
      if (done === build.total) {
        this.#build = {
          ...build,
          done,
          state: 'complete',
          phase: 'done',
          finishedAt: new Date().toISOString(),
        };
        const number = this.#base.generations.length + 5;
        this.#base = {
          ...this.#base,
          previous: this.#base.active,
          active: number,
          generations: [
            generation({ generation: number, trigger: 'user:default/guest' }),
            ...this.#base.generations,
          ],
        };
      }
    }
    return { ...this.#base, build: this.#build };
  }

  async startBuild() {
    this.#build = {
      buildId: 'b-1',
      state: 'running',
      phase: 'embedding',
      done: 0,
      total: 610,
      startedAt: new Date().toISOString(),
      trigger: 'user:default/guest',
      problems: [
        { source: 'techdocs: orders', message: 'mkdocs.yml points outside.' },
      ],
    };
    return this.#build;
  }

  async getBuild() {
    return this.#build!;
  }

  async cancelBuild() {
    this.#build = {
      ...this.#build!,
      state: 'cancelled',
      finishedAt: new Date().toISOString(),
    };
    return this.#build;
  }

  async activateGeneration(request: { generation: number }) {
    this.#base = {
      ...this.#base,
      previous: this.#base.active,
      active: request.generation,
    };
    return this.#base;
  }

  async rollbackDocuments() {
    return this.activateGeneration({ generation: this.#base.previous! });
  }

  async getEntityDiagnosis() {
    await wait(200);
    return diagnosis(address());
  }

  async handleFinding(_id: string, request: FindingHandlingRequest) {
    await wait(300);
    return scriptHandling(request);
  }

  async getTelemetryBase() {
    return { ...this.#telemetry };
  }

  async goBackInTelemetry(request: TelemetryBackRequest) {
    const target = 'version' in request ? request.version : 0;
    const base = this.#telemetry;
    this.#telemetry = {
      ...base,
      versions: base.versions.map(one => ({
        ...one,
        hidden: one.hidden || one.version > target,
      })),
      hidden: [
        {
          id: 1,
          from: target + 1,
          to: base.version,
          hiddenAt: new Date().toISOString(),
          by: 'user:default/guest',
        },
      ],
    };
    return this.#telemetry;
  }

  async undoTelemetryBack() {
    const base = this.#telemetry;
    this.#telemetry = {
      ...base,
      versions: base.versions.map(one => ({ ...one, hidden: false })),
      hidden: [],
    };
    return this.#telemetry;
  }

  async purgeTelemetry() {
    return this.#telemetry;
  }

  async listAccessGrants() {
    return { items: this.#grants };
  }

  async openAccess({ entityRef, reason }: AccessGrantRequest) {
    this.#grants = [accessGrant(entityRef, reason)];
    return this.#grants[0];
  }

  async closeAccess() {
    this.#grants = [];
  }
}
