import type {
  Citation,
  EvidenceChart,
  Finding,
  FindingEvidence,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { DisclosedChange, DisclosedLog } from '../../ask/diagnosis';
import type { AnswerBuilder } from '../AnswerBuilder';
import type { DiagnosisWords } from './words/DiagnosisWords';

/** Pieces of evidence of one finding that get a number: a crash of forty pods is shown by a few of them. */
const MAX_PER_FINDING = 12;
const MAX_SNIPPET = 260;
/** Marks behind one claim. */
const MAX_MARKS = 3;

const KINDS: Record<FindingEvidence['source'], Citation['kind']> = {
  resource: 'resource',
  event: 'resource',
  log: 'signal',
  metric: 'metric',
  change: 'change',
};

/** Numbers the evidence of a diagnosis: a thing that several findings rest on has one number. */
export class EvidenceBook {
  readonly #builder: AnswerBuilder;
  readonly #words: DiagnosisWords;
  readonly #numbers = new Map<string, number>();

  constructor(options: { builder: AnswerBuilder; words: DiagnosisWords }) {
    this.#builder = options.builder;
    this.#words = options.words;
  }

  /** A finding with numbers at its evidence: what its reasons rest on first, in their order. */
  number(finding: Finding): Finding {
    const wanted = [
      ...finding.reasons
        .slice(0, 1)
        .flatMap(({ evidence }) => evidence.slice(0, 1)),
      ...(finding.change ? [finding.change.evidenceId] : []),
      ...finding.reasons.flatMap(({ evidence }) => evidence),
      ...finding.evidence.map(({ id }) => id),
    ];
    const byId = new Map(finding.evidence.map(one => [one.id, one]));
    for (const id of [...new Set(wanted)].slice(0, MAX_PER_FINDING)) {
      const evidence = byId.get(id);
      if (evidence) {
        this.#cite(id, this.#sourceOf(evidence, finding));
      }
    }
    return {
      ...finding,
      evidence: finding.evidence.map(one => ({
        ...one,
        citation: this.#numbers.get(one.id),
      })),
    };
  }

  /** `[^1][^2]` for the pieces that have a number. */
  marks(ids: readonly string[]): string {
    return this.numbersOf(ids)
      .slice(0, MAX_MARKS)
      .map(number => `[^${number}]`)
      .join('');
  }

  numbersOf(ids: readonly string[]): number[] {
    return [...new Set(ids.flatMap(id => this.#numbers.get(id) ?? []))];
  }

  change(change: DisclosedChange): string {
    this.#cite(change.evidenceId, {
      kind: 'change',
      title: this.#words.evidenceTitle('change'),
      headingPath: [],
      url: change.sourceUrl,
      entityRef: change.entityRef,
      snippet: cut(change.text),
      at: change.at.toISOString(),
    });
    return this.marks([change.evidenceId]);
  }

  log(log: DisclosedLog): string {
    this.#cite(log.evidenceId, {
      kind: 'signal',
      title: this.#words.evidenceTitle('log'),
      headingPath: [],
      url: log.sourceUrl,
      entityRef: log.entityRef,
      snippet: cut(log.template),
      at: log.lastSeen.toISOString(),
    });
    return this.marks([log.evidenceId]);
  }

  chart(
    chart: EvidenceChart,
    options: { snippet: string; at: string; entityRef?: string },
  ): string {
    const key = chart.evidenceId ?? `chart:${chart.id}`;
    this.#cite(key, {
      kind: 'metric',
      title: chart.title,
      headingPath: [],
      entityRef: options.entityRef,
      snippet: cut(options.snippet),
      at: options.at,
    });
    return this.marks([key]);
  }

  #sourceOf(
    evidence: FindingEvidence,
    { subject }: Finding,
  ): Omit<Citation, 'number'> {
    return {
      kind: KINDS[evidence.source],
      title:
        objectOf(evidence.id) ?? this.#words.evidenceTitle(evidence.source),
      headingPath: [],
      url: evidence.sourceUrl,
      entityRef: subject.entityRef,
      entityTitle: subject.entityTitle,
      snippet: cut(evidence.text),
      at: evidence.at,
    };
  }

  #cite(id: string, source: Omit<Citation, 'number'>) {
    if (!this.#numbers.has(id)) {
      this.#numbers.set(
        id,
        this.#builder.sourceNumber(`evidence:${id}`, source),
      );
    }
  }
}

/** `Pod checkout-6c9f` of an id that names an object; others have no name to show. */
function objectOf(id: string): string | undefined {
  const [, kind, name] =
    /^(?:resource|change):[^|]*\|[^|]*\|([^|]+)\|[^|]*\|([^|@]+)/.exec(id) ??
    [];
  return kind && name ? `${kind} ${name}` : undefined;
}

function cut(text: string): string {
  return text.length > MAX_SNIPPET
    ? `${text.slice(0, MAX_SNIPPET - 1)}…`
    : text;
}
