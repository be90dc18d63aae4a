import type {
  AnswerBasis,
  AnswerEvent,
  CauseGraph,
  Citation,
  FeedbackRequest,
  IncidentTimeline,
  ModelUsage,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { type AnswerBlock, applyToBlocks } from './answerBlocks';

type EventOf<T extends AnswerEvent['type']> = Extract<AnswerEvent, { type: T }>;

/**
 * Where an answer stands.
 *
 * `asking`: sent, nothing came yet; `reconnecting`: the connection broke and is being picked up.
 */
export type AnswerStatus =
  | 'asking'
  | 'streaming'
  | 'reconnecting'
  | 'complete'
  | 'stopped'
  | 'failed'
  | 'withheld';

export type AnswerProblem = Omit<EventOf<'answer-error'>, 'sequence' | 'type'>;

/** What kept a question from being answered at all, before the first event. */
export type AskFailure = {
  reason: 'no-permission' | 'too-many' | 'not-ready' | 'unreachable' | 'other';
  message: string;
};

/** Everything that a component needs to draw one question with its answer. */
export type AnswerView = {
  /** Stable from the first keystroke to the end; the server's id comes later, in `answerId`. */
  key: string;
  answerId?: string;
  question: string;
  askedAt: string;
  status: AnswerStatus;
  /** Highest event number that was applied, -1 before the first. */
  lastSequence: number;
  scope?: Omit<EventOf<'scope-resolved'>, 'sequence' | 'type'>;
  blocks: AnswerBlock[];
  citations: Citation[];
  /** What happened on one axis, and how the cause spread: they stand beside the thread. */
  timeline?: IncidentTimeline;
  graph?: CauseGraph;
  suggestions: string[];
  problems: AnswerProblem[];
  failure?: AskFailure;
  tookMs?: number;
  basis?: AnswerBasis;
  model?: ModelUsage;
  rating?: FeedbackRequest['rating'];
};

export function newAnswerView(options: {
  key: string;
  question: string;
  askedAt: string;
}): AnswerView {
  return {
    ...options,
    status: 'asking',
    lastSequence: -1,
    blocks: [],
    citations: [],
    suggestions: [],
    problems: [],
  };
}

/** Whether more may still come. */
export function isRunning(answer: Pick<AnswerView, 'status'>): boolean {
  return ['asking', 'streaming', 'reconnecting'].includes(answer.status);
}

/**
 * Adds one event to an answer.
 *
 * A resumed stream may repeat events: what has a number that was seen already changes nothing.
 */
export function applyAnswerEvent(
  answer: AnswerView,
  event: AnswerEvent,
): AnswerView {
  if (event.sequence <= answer.lastSequence) {
    return answer;
  }
  const next: AnswerView = {
    ...answer,
    status: isRunning(answer) ? 'streaming' : answer.status,
    lastSequence: event.sequence,
  };
  return applyContent(next, event);
}

function applyContent(answer: AnswerView, event: AnswerEvent): AnswerView {
  switch (event.type) {
    case 'answer-start':
      return { ...answer, answerId: event.answerId, question: event.question };
    case 'scope-resolved': {
      const { sequence: _sequence, type: _type, ...scope } = event;
      return { ...answer, scope };
    }
    case 'citation-available':
      return { ...answer, citations: addCitation(answer, event.citation) };
    case 'suggestions-available':
      return { ...answer, suggestions: event.suggestions };
    case 'text-start':
    case 'text-delta':
    case 'text-end':
    case 'steps-available':
    case 'finding-available':
    case 'chart-available':
      return { ...answer, blocks: applyToBlocks(answer.blocks, event) };
    case 'timeline-available':
      return { ...answer, timeline: event.timeline };
    case 'graph-available':
      return { ...answer, graph: event.graph };
    case 'answer-error': {
      const { sequence: _sequence, type: _type, ...problem } = event;
      return { ...answer, problems: [...answer.problems, problem] };
    }
    case 'answer-end':
      return {
        ...answer,
        status: event.status,
        tookMs: event.tookMs,
        basis: event.basis,
        model: event.model,
      };
    default:
      // also what a newer server may tell
      return answer;
  }
}

function addCitation(answer: AnswerView, citation: Citation): Citation[] {
  return [
    ...answer.citations.filter(({ number }) => number !== citation.number),
    citation,
  ].sort((a, b) => a.number - b.number);
}
