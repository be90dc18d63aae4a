/**
 * What the ask path needs of the stages and the stores around it, so that it knows none of their
 * implementations.
 */
import type {
  AnswerBasis,
  AnswerEvent,
  Citation,
  Language,
  ModelUsage,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentReader,
  Embedder,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { DisclosedDiagnosis } from './diagnosis';
import type {
  Asker,
  ComposedEvent,
  EvidenceAnswer,
  KnownFact,
  Retrieval,
  Scope,
  ScopeRequest,
  UserCredentials,
} from './stages';

/** Counts questions per person over all replicas. */
export interface QuestionLimiter {
  /** Takes a lease for one answer, or says when to come back. */
  acquire(options: { ownerRef: string; leaseId: string; now: Date }): Promise<
    | { granted: true }
    | {
        granted: false;
        retryAfterSeconds: number;
        reason: 'rate' | 'concurrent';
      }
  >;
  release(leaseId: string): Promise<void>;
}

/** An earlier question of a conversation with its answer, as far as the reader may see it now. */
export interface PastAnswer {
  question: string;
  answer: string;
  entityRefs: readonly string[];
}

/** What of an answer is written when it ends. */
export interface AnswerEnd {
  answerId: string;
  state: 'complete' | 'stopped' | 'failed';
  language: Language;
  text: string;
  basis: AnswerBasis;
  at: Date;
}

/** Where answers are kept while they are written. */
export interface AnswerStore {
  /** @throws NotFoundError when the conversation is not the person's own. */
  begin(options: {
    answerId: string;
    conversationId?: string;
    ownerRef: string;
    question: string;
    title: string;
    language: Language;
    at: Date;
  }): Promise<{ conversationId: string }>;
  /** Events, and the entities that they rest on, in one transaction. */
  append(options: {
    answerId: string;
    events: readonly AnswerEvent[];
    entityRefs: readonly string[];
    askedRefs: readonly string[];
    audiences: ReadonlyArray<readonly string[]>;
  }): Promise<void>;
  finish(end: AnswerEnd): Promise<void>;
  /** Newest answers of a conversation that the filter lets pass, oldest first. */
  history(options: {
    conversationId: string;
    ownerRef: string;
    filter: ReadFilter;
    limit: number;
  }): Promise<PastAnswer[]>;
  isStopRequested(answerId: string): Promise<boolean>;
}

export interface ScopeStage {
  resolve(request: ScopeRequest): Promise<Scope>;
}

export interface RetrieveStage {
  retrieve(options: {
    scope: Scope;
    reader: DocumentReader;
    embedder: Embedder;
    signal: AbortSignal;
  }): Promise<Retrieval>;
}

export interface AskerStage {
  resolve(options: {
    credentials: UserCredentials;
    signal: AbortSignal;
  }): Promise<{ asker: Asker }>;
}

/** The sources of a retrieval as the reader sees them, best first. */
export type SourceStage = (
  retrieval: Retrieval,
  scope: Scope,
) => Array<Omit<Citation, 'number'>>;

/** What is known of the live state: nothing without telemetry, and nothing when it failed. */
export interface LiveState {
  diagnosis?: DisclosedDiagnosis;
  /** It did not answer, or not in time. */
  failed?: boolean;
}

/** `retrieval` is absent for a question that no page is searched for. */
export type ComposeStage = (
  scope: Scope,
  retrieval?: Retrieval,
  live?: LiveState,
) => EvidenceAnswer;

/** What a language model adds: events as they come, then what it used; nothing if it was given nothing. */
export type ModelStage = (options: {
  scope: Scope;
  retrieval: Retrieval;
  evidence: EvidenceAnswer;
  /** What is known beside the documents, most telling first. */
  facts?: readonly KnownFact[];
  reader: DocumentReader;
  signal: AbortSignal;
}) => AsyncGenerator<ComposedEvent, ModelAnswer | undefined>;

export interface ModelAnswer {
  usage: ModelUsage;
  failed: boolean;
  /** Entities whose documents the model was given. */
  entityRefs: readonly string[];
}

/** A conversation as it is stored. */
export interface ConversationRecord {
  id: string;
  title: string;
  pinned: boolean;
  /** Entities that its questions were about; the reader may not see all of them any more. */
  entityRefs: readonly string[];
  createdAt: Date;
  updatedAt: Date;
}

/** An answer as it is stored, with what its reader needs rights on. */
export interface AnswerRecord {
  answerId: string;
  conversationId: string;
  ownerRef: string;
  question: string;
  askedAt: Date;
  state: 'running' | 'complete' | 'stopped' | 'failed';
  text: string;
  entityRefs: readonly string[];
  audiences: ReadonlyArray<readonly string[]>;
  rating?: 'helpful' | 'not-helpful';
}

/** The conversations of people. All methods look at the owner; a foreign id is not found. */
export interface ConversationStore {
  /** Search looks at titles and questions, and at answers that the filter lets pass. */
  list(options: {
    ownerRef: string;
    filter: ReadFilter;
    search?: string;
    entityRef?: string;
    limit: number;
    offset: number;
  }): Promise<{ items: ConversationRecord[]; totalItems: number }>;
  get(options: {
    id: string;
    ownerRef: string;
  }): Promise<
    { conversation: ConversationRecord; answers: AnswerRecord[] } | undefined
  >;
  update(options: {
    id: string;
    ownerRef: string;
    title?: string;
    pinned?: boolean;
    at: Date;
  }): Promise<ConversationRecord | undefined>;
  delete(options: { id: string; ownerRef: string }): Promise<boolean>;
}

/** Reads of single answers, whoever asked. */
export interface AnswerReader {
  read(answerId: string): Promise<AnswerRecord | undefined>;
  readEvents(options: {
    answerId: string;
    after: number;
    limit: number;
  }): Promise<AnswerEvent[]>;
  requestStop(answerId: string): Promise<void>;
  setFeedback(options: {
    answerId: string;
    ownerRef: string;
    rating: 'helpful' | 'not-helpful';
    comment?: string;
    at: Date;
  }): Promise<void>;
}
