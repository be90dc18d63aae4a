import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  ChunkHit,
  DocumentReader,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { runbookAddressOf } from '../citation/runbookAddress';

/** Parts of one entity's documents that are looked through for a page. */
const MAX_CHUNKS = 2_000;

/**
 * The page that an alert among the evidence names as its runbook, if it is one that the base has and
 * the person may read.
 */
export async function readRunbookOfAlert(options: {
  findings: ReadonlyArray<Pick<Finding, 'evidence'>>;
  reader: DocumentReader;
  filter: ReadFilter;
  signal: AbortSignal;
}): Promise<readonly ChunkHit[] | undefined> {
  const { findings, reader, filter, signal } = options;
  const address = runbookAddressOf(findings);
  const page = address && pageOf(address.url);
  if (!page) {
    return undefined;
  }
  const chunks = await reader.readScope({
    filter,
    entityRefs: [page.entityRef],
    maxChunks: MAX_CHUNKS,
    signal,
  });
  const document = chunks.filter(({ url }) => pathOf(url) === page.path);
  return document.length > 0 ? document : undefined;
}

/** `/docs/<namespace>/<kind>/<name>/<page>`, whatever host an alert writes before it. */
function pageOf(url: string): { entityRef: string; path: string } | undefined {
  const path = pathOf(url);
  const [, namespace, kind, name] =
    /^\/docs\/([^/]+)\/([^/]+)\/([^/]+)(?:\/|$)/.exec(path ?? '') ?? [];
  return path && kind
    ? {
        entityRef: `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US'),
        path,
      }
    : undefined;
}

function pathOf(url: string): string | undefined {
  try {
    return new URL(url, 'http://portal').pathname.replace(/\/+$/, '');
  } catch {
    return undefined;
  }
}
