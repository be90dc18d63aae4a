import type {
  AnswerStep,
  CauseGraph,
  Citation,
  EvidenceChart,
  Finding,
  IncidentTimeline,
  NamedEntity,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { ComposedEvent, EvidenceAnswer, KnownFact } from '../ask/stages';
import { CitationRegistry, linkOf } from '../citation/assignCitations';

export type TextRole = Extract<ComposedEvent, { type: 'text-start' }>['role'];

/**
 * Gathers the blocks of an answer.
 *
 * A citation is announced before the first text that points at it, so that a number never stands
 * in front of nothing while the answer streams.
 */
export class AnswerBuilder {
  readonly #events: ComposedEvent[] = [];
  readonly #texts: string[] = [];
  readonly #registry: CitationRegistry;
  readonly #entityRefs = new Set<string>();
  #facts: readonly KnownFact[] = [];
  #announced = 0;
  #blocks = 0;

  constructor(options: { entities: readonly NamedEntity[] }) {
    this.#registry = new CitationRegistry(options);
  }

  /** `[^n]` for a part. */
  cite(part: ChunkHit): string {
    return `[^${this.number(part)}]`;
  }

  number(part: ChunkHit): number {
    this.#entityRefs.add(part.entityRef);
    return this.#registry.cite(part);
  }

  /** The number of a thing that is no document: evidence, a log line, a change. */
  sourceNumber(key: string, source: Omit<Citation, 'number'>): number {
    if (source.entityRef) {
      this.#entityRefs.add(source.entityRef);
    }
    return this.#registry.citeSource(key, source);
  }

  /** Entities that the answer rests on beside those that it cites. */
  restOn(entityRefs: readonly string[]): this {
    entityRefs.forEach(ref => this.#entityRefs.add(ref));
    return this;
  }

  /** A card of a finding, its evidence numbered already. */
  finding(finding: Finding): this {
    this.#announce();
    this.#events.push({ type: 'finding-available', finding });
    return this;
  }

  chart(chart: EvidenceChart): this {
    this.#announce();
    this.#events.push({ type: 'chart-available', chart });
    return this;
  }

  timeline(timeline: IncidentTimeline | undefined): this {
    if (timeline) {
      this.#events.push({ type: 'timeline-available', timeline });
    }
    return this;
  }

  graph(graph: CauseGraph | undefined): this {
    if (graph) {
      this.#events.push({ type: 'graph-available', graph });
    }
    return this;
  }

  /** What a model may word. */
  facts(facts: readonly KnownFact[]): this {
    this.#facts = facts;
    return this;
  }

  /** Adds a block of text; empty text adds nothing. */
  text(role: TextRole, markdown: string): this {
    if (!markdown.trim()) {
      return this;
    }
    const blockId = this.#nextBlock();
    this.#announce();
    this.#events.push(
      { type: 'text-start', blockId, origin: 'evidence', role },
      { type: 'text-delta', blockId, text: markdown },
      { type: 'text-end', blockId },
    );
    this.#texts.push(markdown);
    return this;
  }

  steps(options: {
    title: string;
    page: Pick<ChunkHit, 'title' | 'url'>;
    steps: readonly AnswerStep[];
  }): this {
    const { title, page, steps } = options;
    this.#announce();
    this.#events.push({
      type: 'steps-available',
      blockId: this.#nextBlock(),
      title,
      source: { title: page.title, url: linkOf({ url: page.url }) },
      steps: [...steps],
    });
    this.#texts.push(steps.map(renderStep).join('\n\n'));
    return this;
  }

  suggestions(suggestions: readonly string[]): this {
    if (suggestions.length > 0) {
      this.#events.push({
        type: 'suggestions-available',
        suggestions: [...suggestions],
      });
    }
    return this;
  }

  build(): EvidenceAnswer {
    this.#announce();
    return {
      events: this.#events,
      citations: this.#registry.citations,
      text: this.#texts.join('\n\n'),
      entityRefs: [...this.#entityRefs],
      ...(this.#facts.length > 0 && { facts: this.#facts }),
    };
  }

  #nextBlock(): string {
    this.#blocks += 1;
    return `e${this.#blocks}`;
  }

  #announce(): void {
    const { citations } = this.#registry;
    for (; this.#announced < citations.length; this.#announced++) {
      this.#events.push({
        type: 'citation-available',
        citation: citations[this.#announced],
      });
    }
  }
}

function renderStep(step: AnswerStep): string {
  const blocks = step.commands.map(
    ({ language, code }) => `\`\`\`${language}\n${code}\n\`\`\``,
  );
  return [
    `${step.number}. ${step.text.replace(/\n/g, '\n   ')}[^${step.citation}]`,
    ...blocks.map(indent),
  ].join('\n\n');
}

function indent(block: string): string {
  return block.replace(/^(?=.)/gm, '   ');
}
