import type {
  AnswerBasis,
  AnswerEvent,
  AnswerEventBody,
  AskRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { AnswerRecorder } from './AnswerRecorder';
import type { AnswerTrace } from './AskTelemetry';
import type { AnswerStore, ModelAnswer } from './ports';
import type { UserCredentials } from './stages';

/** How often a running answer looks whether it was stopped on another replica. */
const STOP_POLL_MS = 500;

export interface AnswerRunOptions {
  answerId: string;
  ownerRef: string;
  request: AskRequest;
  credentials: UserCredentials;
  now: Date;
  trace: AnswerTrace;
  store: AnswerStore;
  /** Aborted when the client leaves or the answer is stopped. */
  signal: AbortSignal;
  /** Stops the answer, as `POST /answers/:id/stop` on this replica does. */
  stop: () => void;
}

type TextOrigin = Extract<AnswerEventBody, { type: 'text-start' }>['origin'];

/** How an answer may end. */
export type AnswerState = 'complete' | 'stopped' | 'failed';

/** One question while it is being answered: what was sent, what it rests on, whether to go on. */
export class AnswerRun {
  readonly options: AnswerRunOptions;
  readonly #recorder: AnswerRecorder;
  readonly #texts: string[] = [];
  /** The block of text that is being written. */
  #block?: { blockId: string; origin: TextOrigin };
  #modelText = '';
  #poll?: NodeJS.Timeout;
  #conversationId?: string;
  readonly #asked = new Set<string>();
  readonly #rests = new Set<string>();
  readonly #audiences = new Map<string, readonly string[]>();
  language: Language = 'en';
  basis: AnswerBasis = {};
  model?: ModelAnswer;
  #end?: { event: AnswerEvent; status: AnswerState; at: Date };

  constructor(options: AnswerRunOptions) {
    this.options = options;
    this.#recorder = new AnswerRecorder(events =>
      options.store.append({
        answerId: options.answerId,
        events,
        entityRefs: [...this.#rests, ...events.flatMap(refsOf)],
        askedRefs: [...this.#asked],
        audiences: [...this.#audiences.values()],
      }),
    );
  }

  get id(): string {
    return this.options.answerId;
  }

  get opened(): boolean {
    return this.#conversationId !== undefined;
  }

  get conversationId(): string {
    if (this.#conversationId === undefined) {
      throw new Error('The answer is not open yet');
    }
    return this.#conversationId;
  }

  /** How the answer ended, as soon as it did. */
  get outcome(): AnswerState | undefined {
    return this.#end?.status;
  }

  open(options: { conversationId: string; language: Language }) {
    this.#conversationId = options.conversationId;
    this.language = options.language;
    this.#poll = setInterval(() => this.#lookForStop(), STOP_POLL_MS);
  }

  get signal(): AbortSignal {
    return this.options.signal;
  }

  add(body: AnswerEventBody): AnswerEvent {
    this.#follow(body);
    return this.#recorder.add(body);
  }

  /** Ends the block that an interrupted answer was writing, so that what is kept reads as a whole. */
  closeBlock(): AnswerEvent[] {
    return this.#block
      ? [this.add({ type: 'text-end', blockId: this.#block.blockId })]
      : [];
  }

  /** Notes what the next events rest on; stored with them, so that no reader sees them without the rights. */
  restOn(grounds: {
    entityRefs?: readonly string[];
    asked?: readonly string[];
    audiences?: ReadonlyArray<readonly string[]>;
  }) {
    grounds.entityRefs?.forEach(ref => this.#rests.add(ref));
    grounds.asked?.forEach(ref => this.#asked.add(ref));
    grounds.audiences?.forEach(audience =>
      this.#audiences.set(audience.join('\n'), audience),
    );
  }

  /** Text that was composed; words of a model are taken from its events, as far as they came. */
  addText(text: string) {
    this.#texts.push(text);
  }

  /** Makes the last event. Called again, it is the same one. */
  end(options: { status: AnswerState; at: Date }): AnswerEvent {
    if (!this.#end) {
      const { status, at } = options;
      const event = this.add({
        type: 'answer-end',
        status,
        tookMs: at.getTime() - this.options.now.getTime(),
        basis: this.basis,
        model: this.model?.usage,
      });
      this.#end = { event, status, at };
    }
    return this.#end.event;
  }

  /** Stores what is left, and how the answer ended. */
  async store(): Promise<void> {
    if (!this.#end) {
      throw new Error('An answer is stored after its end');
    }
    const { status, at } = this.#end;
    await this.#recorder.flush();
    await this.options.store.finish({
      answerId: this.id,
      state: status,
      language: this.language,
      text: [...this.#texts, this.#modelText.trim()]
        .filter(Boolean)
        .join('\n\n'),
      basis: this.basis,
      at,
    });
  }

  dispose() {
    clearInterval(this.#poll);
  }

  #follow(body: AnswerEventBody) {
    if (body.type === 'text-start') {
      this.#block = body;
    } else if (body.type === 'text-end') {
      this.#block = undefined;
    } else if (body.type === 'text-delta' && this.#block?.origin === 'model') {
      this.#modelText += body.text;
    }
  }

  #lookForStop() {
    const { store, answerId, stop } = this.options;
    // a database that does not answer fails the answer elsewhere, with words
    store.isStopRequested(answerId).then(
      requested => requested && stop(),
      () => undefined,
    );
  }
}

function refsOf(event: AnswerEvent): string[] {
  switch (event.type) {
    case 'scope-resolved':
      return event.entities.map(entity => entity.entityRef);
    case 'sources-available':
      return event.sources.flatMap(source => source.entityRef ?? []);
    case 'citation-available':
      return event.citation.entityRef ? [event.citation.entityRef] : [];
    case 'finding-available':
      return [event.finding.subject, ...event.finding.victims].flatMap(
        ({ entityRef }) => entityRef ?? [],
      );
    case 'graph-available':
      return event.graph.nodes.flatMap(({ entityRef }) => entityRef ?? []);
    default:
      return [];
  }
}
