import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  DocumentSource,
  SourceDocument,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { BuildReport } from './BuildReport';
import { hashContent, parseSiteMark, type SiteMark } from './SiteMark';

/** One site as this build found it. Ids and prefixes begin with the source's own id. */
export interface SiteReading {
  sourceId: string;
  idPrefix: string;
  /** `keep`: take the documents over from the active generation. */
  outcome: 'changed' | 'keep';
  documents: SourceDocument[];
  mark: SiteMark;
}

export interface ReadSitesOptions {
  sources: readonly DocumentSource[];
  /** Marks of the active generation by prefix. */
  marks: ReadonlyMap<string, string>;
  report: BuildReport;
  logger: LoggerService;
  signal: AbortSignal;
}

/** Documents that a source may hand over before it says that their site is complete. */
const MAX_PENDING = 10_000;

/**
 * Reads all sources, one after the other, site by site.
 *
 * A site counts only once its source says that it was read completely. One that failed, or that is
 * empty though it had documents, keeps what it had; so does all of a source that fails as a whole.
 */
export async function* readSites(
  options: ReadSitesOptions,
): AsyncGenerator<SiteReading> {
  for (const source of options.sources) {
    yield* readSource(source, options);
  }
}

async function* readSource(
  source: DocumentSource,
  options: ReadSitesOptions,
): AsyncGenerator<SiteReading> {
  const { report, logger, signal } = options;
  const known = knownSites(source, options.marks);
  const seen = new Set<string>();
  let pending: SourceDocument[] = [];
  try {
    const items = source.read({
      knownEtags: new Map(
        [...known].flatMap(([prefix, { mark, current }]) =>
          current && mark.etag ? [[prefix, mark.etag] as const] : [],
        ),
      ),
      signal,
      logger: logger.child({ source: source.id }),
    });
    for await (const item of items) {
      signal.throwIfAborted();
      if (item.type === 'document') {
        pending.push(item.document);
        report.documentRead();
        if (pending.length > MAX_PENDING) {
          throw new Error(
            `more than ${MAX_PENDING} documents of one site; split it`,
          );
        }
      } else if (item.type === 'problem') {
        report.problem(item.entityRef, item.message);
      } else {
        const isOfSite = ({ id }: SourceDocument) =>
          id.startsWith(item.idPrefix);
        const documents = pending.filter(isOfSite);
        pending = pending.filter(document => !isOfSite(document));
        seen.add(item.idPrefix);
        const reading = judge(
          item,
          documents,
          known.get(item.idPrefix),
          report,
        );
        if (reading) {
          yield toReading(source, item.idPrefix, reading);
        }
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    logger.warn(
      'A source of documents failed; its documents stay as they were',
      {
        source: source.id,
        error: stringifyError(error),
      },
    );
    report.problem(source.id, messageOf(error));
    for (const [prefix, { mark }] of known) {
      if (!seen.has(prefix)) {
        yield toReading(source, prefix, {
          outcome: 'keep',
          documents: [],
          mark,
        });
      }
    }
  }
  if (pending.length > 0) {
    report.problem(
      source.id,
      `${pending.length} documents belong to no complete site and were left out`,
    );
  }
}

interface KnownSite {
  mark: SiteMark;
  current: boolean;
}

/** `undefined`: the site has nothing, and had nothing. */
function judge(
  item: Exclude<SourceItem, { type: 'document' } | { type: 'problem' }>,
  documents: SourceDocument[],
  known: KnownSite | undefined,
  report: BuildReport,
): Pick<SiteReading, 'outcome' | 'documents' | 'mark'> | undefined {
  if (item.type === 'failed') {
    report.problem(item.entityRef, item.message);
    return known && { outcome: 'keep', documents: [], mark: known.mark };
  }
  if (item.type === 'unchanged') {
    return known && { outcome: 'keep', documents: [], mark: known.mark };
  }
  if (documents.length === 0 && known && known.mark.documents > 0) {
    report.problem(
      item.entityRef,
      'The documents are gone, and the old ones were kept. If that is meant, remove the reference to them from the entity or the configuration',
    );
    return { outcome: 'keep', documents: [], mark: known.mark };
  }
  const mark: SiteMark = {
    documents: documents.length,
    content: hashContent(documents),
    etag: item.etag ?? '',
  };
  const isSame = known?.current && known.mark.content === mark.content;
  return isSame
    ? { outcome: 'keep', documents: [], mark }
    : { outcome: 'changed', documents, mark };
}

function toReading(
  source: DocumentSource,
  idPrefix: string,
  reading: Pick<SiteReading, 'outcome' | 'documents' | 'mark'>,
): SiteReading {
  const own = `${source.id}/`;
  return {
    ...reading,
    sourceId: source.id,
    idPrefix: `${own}${idPrefix}`,
    documents: reading.documents.map(document => ({
      ...document,
      id: `${own}${document.id}`,
    })),
  };
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

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);
