import type {
  BaseDocument,
  DocumentBase,
  GenerationStart,
  GenerationWriter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { BuildReport } from './BuildReport';
import type { SiteReading } from './SourceReading';
import { formatSiteMark } from './SiteMark';
import { toBaseDocument } from './toBaseDocument';

const DOCUMENTS_PER_WRITE = 20;

/**
 * The generation that a build writes, begun only when there is something to write: a build that
 * finds nothing new leaves no trace.
 */
export class GenerationDraft {
  readonly #documents: DocumentBase;
  readonly #start: GenerationStart;
  readonly #report: BuildReport;
  readonly #signal: AbortSignal;
  readonly #kept: SiteReading[] = [];
  readonly #counts = new Map<string, number>();
  #writer: GenerationWriter | undefined;
  #chunks = 0;

  constructor(options: {
    documents: DocumentBase;
    start: GenerationStart;
    report: BuildReport;
    signal: AbortSignal;
  }) {
    this.#documents = options.documents;
    this.#start = options.start;
    this.#report = options.report;
    this.#signal = options.signal;
  }

  /** The writer, if something was written. */
  get writer(): GenerationWriter | undefined {
    return this.#writer;
  }

  /** Documents by source, written and kept. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Chunks that were cut in this build. */
  get chunks(): number {
    return this.#chunks;
  }

  get keptPrefixes(): string[] {
    return this.#kept.map(({ idPrefix }) => idPrefix);
  }

  async add(site: SiteReading): Promise<void> {
    const { sourceId, mark } = site;
    this.#counts.set(
      sourceId,
      (this.#counts.get(sourceId) ?? 0) + mark.documents,
    );
    if (site.outcome === 'keep') {
      this.#kept.push(site);
      return;
    }
    const writer = await this.begin();
    let batch: BaseDocument[] = [];
    for (const source of site.documents) {
      this.#signal.throwIfAborted();
      const { document, redacted } = await toBaseDocument(source);
      if (redacted > 0) {
        this.#report.problem(
          document.entityRef,
          `${document.path}: ${redacted} secrets were left out; remove them from the page and renew them`,
        );
      }
      batch.push(document);
      this.#chunks += document.chunks.length;
      if (batch.length >= DOCUMENTS_PER_WRITE) {
        await writer.write(batch, { signal: this.#signal });
        batch = [];
      }
    }
    if (batch.length > 0) {
      await writer.write(batch, { signal: this.#signal });
    }
    await writer.setEtag(site.idPrefix, formatSiteMark(mark));
  }

  /** Takes over what is as it was. */
  async copyKept(): Promise<void> {
    const writer = await this.begin();
    this.#report.phase('writing', { done: 0, total: this.#kept.length });
    for (const [index, { idPrefix, mark }] of this.#kept.entries()) {
      this.#signal.throwIfAborted();
      await writer.copyUnchanged(idPrefix, { signal: this.#signal });
      await writer.setEtag(idPrefix, formatSiteMark(mark));
      this.#report.phase('writing', {
        done: index + 1,
        total: this.#kept.length,
      });
    }
  }

  async begin(): Promise<GenerationWriter> {
    if (!this.#writer) {
      this.#writer = await this.#documents.begin(this.#start);
      this.#report.generation(this.#writer.generation);
    }
    return this.#writer;
  }
}
