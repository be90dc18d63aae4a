/**
 * What the stages of the ask path hand to each other.
 *
 * The stages do not import one another; `AskService` calls them in order: scope, retrieve, generate, cite.
 */
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  AnswerBasis,
  AnswerEventBody,
  AskRequest,
  Citation,
  Language,
  QuestionClass,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  ChunkHit,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** How much of an entity the asking person may see. */
export type DisclosureLevel = 'full' | 'state' | 'none';

/** Who asks, and what they may see at this moment. */
export interface Asker {
  userRef: string;
  /** The user and their groups, upwards through parents as configured. */
  principals: readonly string[];
  filter: ReadFilter;
  levelOf(entityRef: string): DisclosureLevel;
}

/** Facts of an entity that fill the placeholders of a runbook, e.g. `namespace` to `shop`. */
export type PlaceholderValues = ReadonlyMap<string, string>;

/** An entity that a question is about. */
export interface AskedEntity {
  entityRef: string;
  title: string;
  kind: string;
  level: DisclosureLevel;
  placeholders: PlaceholderValues;
  /** The entity, its system and what it directly depends on, as far as visible: where answers are looked for first. */
  neighbourhood: readonly string[];
  /** Whether Argo CD, Flux or Helm manages it, by annotation. */
  managedBy?: 'argocd' | 'flux' | 'helm';
}

/** Something that was said, and what else it is called in both languages. */
export interface Synonym {
  said: string;
  means: readonly string[];
}

/** What a question wants of a diagnosis, if not all of it. */
export type QuestionAspect = 'logs' | 'since';

export interface Scope {
  asker: Asker;
  question: string;
  /** Words of the question for BM25 and the embedder: layout mended, aliases resolved, glossary applied. */
  searchText: string;
  /** Other words for the same things, in both languages: for BM25 alone, they mislead an embedder. */
  extraTerms?: readonly string[];
  /** The same words, each with what was said instead of it: a page that has either has the thing. */
  synonyms?: readonly Synonym[];
  language: Language;
  questionClass: QuestionClass;
  entities: readonly AskedEntity[];
  origin: 'page' | 'question' | 'conversation' | 'owned' | 'none';
  /** An entity was named by reference that does not exist or may not be seen: the two are never told apart. */
  unknownEntity: boolean;
  /** Owner of something at all; an answer for somebody who owns nothing says why it is general. */
  ownsSomething: boolean;
  environment?: string;
  window?: { from: Date; to: Date };
  asOf: Date;
  /** When the question was asked; the same as `asOf` unless it is about another time. */
  askedAt?: Date;
  /** IANA zone of the reader, in which clock times are written. */
  timeZone?: string;
  /** A part of the diagnosis that is asked for alone: "show the logs", "since when?". */
  aspect?: QuestionAspect;
  /** Name of the alert that the person came from. */
  alert?: string;
  /** Calm remarks on how the question was read, in its language: a window that was cut. */
  notes?: readonly string[];
  /** Texts of the last questions of this conversation, oldest first, for follow-ups. */
  history: ReadonlyArray<{
    question: string;
    answer: string;
    /** What the answer rests on. */
    entityRefs: readonly string[];
  }>;
}

export interface ScopeRequest {
  request: AskRequest;
  credentials: UserCredentials;
  now: Date;
  history: ReadonlyArray<{
    question: string;
    answer: string;
    entityRefs: readonly string[];
  }>;
  signal: AbortSignal;
}

/** A chunk that was found, with a score that can be compared between questions, 0 to 1. */
export interface RetrievedChunk extends ChunkHit {
  score: number;
}

export interface Retrieval {
  /** Best first. */
  chunks: readonly RetrievedChunk[];
  /** `false`: no page answers this, by the calibrated threshold. */
  answered: boolean;
  basis: AnswerBasis;
  /** What was searched, for "I do not know": number of documents or titles of entities. */
  searched: { entities: readonly string[]; everywhere: boolean };
  /** The whole page that the best chunk stands on, in order: runbook steps stand under several headings. */
  bestDocument: readonly ChunkHit[];
  /** The best page is the one that an alert names as its runbook. */
  ofAlert?: boolean;
}

/** What a generate stage yields: everything but the events that the service itself sends. */
export type ComposedEvent = Extract<
  AnswerEventBody,
  {
    type:
      | 'text-start'
      | 'text-delta'
      | 'text-end'
      | 'steps-available'
      | 'finding-available'
      | 'chart-available'
      | 'timeline-available'
      | 'graph-available'
      | 'citation-available'
      | 'suggestions-available'
      | 'answer-error';
  }
>;

/** Something that is known of an entity beside its documents, in words. */
export interface KnownFact {
  /** Decides whether a model may be given it. */
  material: 'states' | 'findings' | 'log-text' | 'values';
  /** All that it speaks of, or may speak of: each must be allowed. */
  entityRefs: readonly string[];
  text: string;
  /** Numbers of the citations that show it; the text ends with their marks. */
  citations: readonly number[];
}

/** Text that the evidence mode composed, before it is streamed. */
export interface EvidenceAnswer {
  events: readonly ComposedEvent[];
  citations: readonly Citation[];
  /** Plain text of the answer, for history and export. */
  text: string;
  /** Entities that the answer rests on: whoever reads it later needs rights on all of them. */
  entityRefs: readonly string[];
  /** What a model may word, most telling first. */
  facts?: readonly KnownFact[];
}
