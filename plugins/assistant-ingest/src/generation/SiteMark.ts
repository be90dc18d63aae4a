import type { SourceDocument } from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';

/** Goes up when redaction or chunking change, so that unchanged pages are read and cut anew. */
const PIPELINE_VERSION = 1;

/** What is remembered of a site between two builds, stored as its etag. */
export interface SiteMark {
  /** Number of documents. */
  documents: number;
  /** Hash of what the documents are; a new commit may leave it as it was. */
  content: string;
  /** As the source gave it; empty if it gave none. */
  etag: string;
}

export const formatSiteMark = ({ documents, content, etag }: SiteMark) =>
  `${PIPELINE_VERSION}:${documents}:${content}:${etag}`;

/** `current` is false for a mark that an older pipeline left: the count holds, the content does not. */
export function parseSiteMark(
  text: string,
): (SiteMark & { current: boolean }) | undefined {
  const match = /^(\d+):(\d+):([0-9a-f]*):(.*)$/s.exec(text);
  return (
    (match && {
      current: Number(match[1]) === PIPELINE_VERSION,
      documents: Number(match[2]),
      content: match[3],
      etag: match[4],
    }) ??
    undefined
  );
}

export function hashContent(documents: readonly SourceDocument[]): string {
  const hash = createHash('sha256');
  for (const document of [...documents].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )) {
    const { id, entityRef, audience, revision, title, url, headingIds } =
      document;
    hash.update(
      JSON.stringify([
        id,
        entityRef,
        audience,
        revision,
        title,
        url,
        headingIds,
      ]),
    );
  }
  return hash.digest('hex').slice(0, 32);
}
