import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { ComposedEvent, KnownFact } from '../ask/stages';
import { linkOf, sourceOfChunk } from '../citation/assignCitations';
import { verifySentence } from '../citation/verifyCitations';
import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import type { Prompt } from './buildPrompt';
import { liveQuestionOf } from './liveQuestion';
import { messagesOf } from './messages/messagesOf';
import type { ModelRun } from './ModelAnswerer';
import { SentenceStream } from './SentenceStream';

/** What the rules tell a model to write when the sources do not answer. */
const NOTHING = /^\W*NOTHING\W*$/;

/**
 * The words of a model on their way to the reader: cut into sentences, each checked, each citation
 * announced before it is used.
 *
 * A sentence that names no source is dropped; one whose source does not say it is marked, and
 * dropped from a diagnosis.
 */
export class ModelText {
  readonly #run: ModelRun;
  readonly #blockId: string;
  readonly #sentences = new SentenceStream();
  readonly #texts: ReadonlyMap<string, string>;
  readonly #chunks: ReadonlyMap<string, ChunkHit>;
  /** Marks that stand for evidence rather than for a page. */
  readonly #facts: ReadonlySet<string>;
  readonly #numbers = new Map<string, number>();
  readonly #announced: Set<number>;
  #next: number;
  #open = false;

  constructor(options: { run: ModelRun; prompt: Prompt; blockId: string }) {
    const { run, prompt, blockId } = options;
    this.#run = run;
    this.#blockId = blockId;
    this.#chunks = new Map<string, ChunkHit>([
      ...prompt.sources.map(
        ({ number, chunk }) => [String(number), chunk] as const,
      ),
      ...(prompt.pack?.parts ?? []).map(
        ({ label, chunk }) => [label, chunk] as const,
      ),
    ]);
    this.#texts = new Map([
      ...textsOfFacts(prompt.facts),
      ...[...this.#chunks].map(
        ([label, { title, headingPath, body }]) =>
          [label, [title, ...headingPath, body].join('\n')] as const,
      ),
    ]);
    this.#facts = new Set(
      prompt.facts.flatMap(({ citations }) => citations.map(String)),
    );
    [
      ...prompt.sources.map(({ number }) => number),
      ...prompt.facts.flatMap(({ citations }) => citations),
    ].forEach(number => this.#numbers.set(String(number), number));
    this.#announced = new Set(
      run.evidence.citations.map(({ number }) => number),
    );
    this.#next =
      Math.max(
        0,
        ...this.#announced,
        ...prompt.sources.map(({ number }) => number),
      ) + 1;
  }

  get started(): boolean {
    return this.#open;
  }

  *push(text: string): Generator<ComposedEvent> {
    for (const piece of this.#sentences.push(text)) {
      yield* this.#show(piece);
    }
  }

  *end(): Generator<ComposedEvent> {
    for (const piece of this.#sentences.flush()) {
      yield* this.#show(piece);
    }
    yield* this.#close();
  }

  /** Closes the block without what was not complete. */
  *breakOff(): Generator<ComposedEvent> {
    yield* this.#close();
  }

  *#show(piece: string): Generator<ComposedEvent> {
    const { scope } = this.#run;
    if (!piece.trim()) {
      // an empty line between two paragraphs, but none in front
      yield* this.#open ? this.#delta(piece) : [];
      return;
    }
    if (NOTHING.test(piece)) {
      return;
    }
    const strict = liveQuestionOf(scope.questionClass) !== undefined;
    const checked = verifySentence(piece, this.#texts, {
      // a page may be worded freely; what is wrong right now may not
      strict: strict && this.#restsOnFacts(piece),
    });
    if (checked.labels.length === 0 || (strict && !checked.supported)) {
      return;
    }
    yield* this.#announce(checked.labels);
    const text = this.#renumber(
      neutralizeMarkdown(checked.text).replace(/\\\[\^/g, '[^'),
    );
    const mark = checked.supported
      ? ''
      : ` *(${messagesOf(scope.language).unsupported()})*`;
    const before = this.#open ? /^\s*/.exec(piece)?.[0] : '';
    const after = /\s*$/.exec(piece)?.[0];
    yield* this.#delta(`${before}${text.trim()}${mark}${after}`);
  }

  #restsOnFacts(piece: string): boolean {
    return [...piece.matchAll(/\[\^?(\d{1,3})\]/g)].some(([, label]) =>
      this.#facts.has(label),
    );
  }

  *#announce(labels: readonly string[]): Generator<ComposedEvent> {
    for (const label of labels) {
      const chunk = this.#chunks.get(label);
      const cited =
        chunk &&
        this.#run.evidence.citations.find(({ url }) => url === linkOf(chunk));
      const number = this.#numbers.get(label) ?? cited?.number ?? this.#next++;
      this.#numbers.set(label, number);
      if (chunk && !this.#announced.has(number)) {
        this.#announced.add(number);
        const entities = this.#run.scope.entities.map(
          ({ entityRef, title }) => ({ entityRef, title }),
        );
        yield {
          type: 'citation-available',
          citation: { number, ...sourceOfChunk(chunk, entities) },
        };
      }
    }
  }

  #renumber(text: string): string {
    return text.replace(/\[\^(P?\d{1,3})\]/g, (_, label: string) => {
      const number = this.#numbers.get(label);
      return number === undefined ? '' : `[^${number}]`;
    });
  }

  *#delta(text: string): Generator<ComposedEvent> {
    if (!this.#open) {
      this.#open = true;
      yield {
        type: 'text-start',
        blockId: this.#blockId,
        origin: 'model',
        role: 'body',
      };
    }
    yield { type: 'text-delta', blockId: this.#blockId, text };
  }

  *#close(): Generator<ComposedEvent> {
    if (this.#open) {
      yield { type: 'text-end', blockId: this.#blockId };
    }
  }
}

/** All that was given under a number: a model that was given titles alone is held to titles. */
function textsOfFacts(facts: readonly KnownFact[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { citations, text } of facts) {
    for (const number of citations) {
      const label = String(number);
      texts.set(label, [texts.get(label), text].filter(Boolean).join('\n'));
    }
  }
  return texts;
}
