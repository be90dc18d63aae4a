import type {
  DocumentSource,
  SourceDocument,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { BuildReport } from './BuildReport';
import { hashContent, parseSiteMark, type SiteMark } from './SiteMark';

/** One site as a build found it. Ids and prefixes begin with the source's own id. */
export interface SiteReading {
  sourceId: string;
  idPrefix: string;
  /** `keep`: take the documents over from the active generation. */
  outcome: 'changed' | 'keep';
  documents: SourceDocument[];
  mark: SiteMark;
}

interface KnownSite {
  mark: SiteMark;
  current: boolean;
}

type SiteEnd = Exclude<SourceItem, { type: 'document' } | { type: 'problem' }>;

/** Documents that a source may hand over before it says that their site is complete. */
const MAX_PENDING = 10_000;

/** What one source has told so far, against what is known of its sites from the active generation. */
export class SourceReading {
  readonly #source: DocumentSource;
  readonly #report: BuildReport;
  readonly #known: Map<string, KnownSite>;
  readonly #ended = new Set<string>();
  #pending: SourceDocument[] = [];

  constructor(options: {
    source: DocumentSource;
    /** Marks of the active generation by prefix. */
    marks: ReadonlyMap<string, string>;
    report: BuildReport;
  }) {
    this.#source = options.source;
    this.#report = options.report;
    this.#known = knownSites(options.source, options.marks);
  }

  /** Etags that still hold: what an older pipeline cut must be read again. */
  get knownEtags(): Map<string, string> {
    return new Map(
      [...this.#known].flatMap(([prefix, { mark, current }]) =>
        current && mark.etag ? [[prefix, mark.etag] as const] : [],
      ),
    );
  }

  /** Takes the next item, and returns a site when the item ends one. */
  take(item: SourceItem): SiteReading | undefined {
    if (item.type === 'problem') {
      this.#report.problem(item.entityRef, item.message);
      return undefined;
    }
    if (item.type === 'document') {
      this.#pending.push(item.document);
      this.#report.documentRead();
      if (this.#pending.length > MAX_PENDING) {
        throw new Error(
          `more than ${MAX_PENDING} documents of one site; split it`,
        );
      }
      return undefined;
    }
    const isOfSite = ({ id }: SourceDocument) => id.startsWith(item.idPrefix);
    const documents = this.#pending.filter(isOfSite);
    this.#pending = this.#pending.filter(document => !isOfSite(document));
    this.#ended.add(item.idPrefix);
    return this.#judge(item, documents);
  }

  /** Sites that the source did not get to before it failed: they stay as they were. */
  keepOthers(): SiteReading[] {
    return [...this.#known]
      .filter(([prefix]) => !this.#ended.has(prefix))
      .map(([prefix, { mark }]) => this.#keep(prefix, mark));
  }

  end(): void {
    if (this.#pending.length > 0) {
      this.#report.problem(
        this.#source.id,
        `${
          this.#pending.length
        } documents belong to no complete site and were left out`,
      );
    }
  }

  /** `undefined`: the site has nothing, and had nothing. */
  #judge(item: SiteEnd, documents: SourceDocument[]): SiteReading | undefined {
    const { idPrefix, entityRef } = item;
    const known = this.#known.get(idPrefix);
    if (item.type === 'failed') {
      this.#report.problem(entityRef, item.message);
    }
    if (item.type !== 'complete') {
      return known && this.#keep(idPrefix, known.mark);
    }
    if (documents.length === 0 && known && known.mark.documents > 0) {
      this.#report.problem(
        entityRef,
        'The documents are gone, and the old ones were kept. If that is meant, remove the reference to them from the entity or the configuration',
      );
      return this.#keep(idPrefix, known.mark);
    }
    const mark: SiteMark = {
      documents: documents.length,
      content: hashContent(documents),
      etag: item.etag ?? '',
    };
    return known?.current && known.mark.content === mark.content
      ? this.#keep(idPrefix, mark)
      : this.#toReading(idPrefix, 'changed', mark, documents);
  }

  #keep(idPrefix: string, mark: SiteMark): SiteReading {
    return this.#toReading(idPrefix, 'keep', mark, []);
  }

  #toReading(
    idPrefix: string,
    outcome: SiteReading['outcome'],
    mark: SiteMark,
    documents: SourceDocument[],
  ): SiteReading {
    const { id: sourceId } = this.#source;
    return {
      sourceId,
      outcome,
      mark,
      idPrefix: `${sourceId}/${idPrefix}`,
      documents: documents.map(document => ({
        ...document,
        id: `${sourceId}/${document.id}`,
      })),
    };
  }
}

function knownSites(
  source: DocumentSource,
  marks: ReadonlyMap<string, string>,
): Map<string, KnownSite> {
  const own = `${source.id}/`;
  const known = new Map<string, KnownSite>();
  for (const [prefix, text] of marks) {
    const parsed = prefix.startsWith(own) ? parseSiteMark(text) : undefined;
    if (parsed) {
      const { current, ...mark } = parsed;
      known.set(prefix.slice(own.length), { mark, current });
    }
  }
  return known;
}
