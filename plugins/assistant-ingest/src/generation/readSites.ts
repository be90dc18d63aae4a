import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { DocumentSource } from '@smart-assistant/backstage-plugin-assistant-node';
import type { BuildReport } from './BuildReport';
import { type SiteReading, SourceReading } from './SourceReading';

export interface ReadSitesOptions {
  sources: readonly DocumentSource[];
  /** Marks of the active generation by prefix. */
  marks: ReadonlyMap<string, string>;
  report: BuildReport;
  logger: LoggerService;
  signal: AbortSignal;
}

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
  { marks, report, logger, signal }: ReadSitesOptions,
): AsyncGenerator<SiteReading> {
  const reading = new SourceReading({ source, marks, report });
  try {
    const items = source.read({
      knownEtags: reading.knownEtags,
      signal,
      logger: logger.child({ source: source.id }),
    });
    for await (const item of items) {
      signal.throwIfAborted();
      const site = reading.take(item);
      if (site) {
        yield site;
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
    report.problem(
      source.id,
      error instanceof Error ? error.message : String(error),
    );
    yield* reading.keepOthers();
  }
  reading.end();
}
