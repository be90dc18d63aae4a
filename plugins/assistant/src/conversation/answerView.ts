import type {
  AnswerBasis,
  AnswerEvent,
  AnswerStep,
  Citation,
  FeedbackRequest,
  ModelUsage,
} from '@smart-assistant/backstage-plugin-assistant-common';

type EventOf<T extends AnswerEvent['type']> = Extract<AnswerEvent, { type: T }>;

/** A piece of the answer in the order in which it began. */
export type AnswerBlock =
  | {
      kind: 'text';
      blockId: string;
      origin: 'evidence' | 'model';
      role: 'verdict' | 'body' | 'unknown' | 'note';
      text: string;
      finished: boolean;
    }
  | {
      kind: 'steps';
      blockId: string;
      title: string;
      source: { title: string; url?: string };
      steps: AnswerStep[];
    };

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
      return { ...answer, blocks: applyToBlocks(answer.blocks, event) };
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
      return answer;
  }
}

function addCitation(answer: AnswerView, citation: Citation): Citation[] {
  return [
    ...answer.citations.filter(({ number }) => number !== citation.number),
    citation,
  ].sort((a, b) => a.number - b.number);
}

function applyToBlocks(
  blocks: AnswerBlock[],
  event: EventOf<'text-start' | 'text-delta' | 'text-end' | 'steps-available'>,
): AnswerBlock[] {
  const { blockId } = event;
  switch (event.type) {
    case 'text-start': {
      const { origin, role } = event;
      const block = { kind: 'text', blockId, origin, role, text: '' } as const;
      return [...blocks, { ...block, finished: false }];
    }
    case 'steps-available': {
      const { title, source, steps } = event;
      return [...blocks, { kind: 'steps', blockId, title, source, steps }];
    }
    default:
      return blocks.map(block => {
        if (block.kind !== 'text' || block.blockId !== blockId) {
          return block;
        }
        return event.type === 'text-delta'
          ? { ...block, text: block.text + event.text }
          : { ...block, finished: true };
      });
  }
}
