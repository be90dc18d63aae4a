import type {
  BaseDocument,
  SourceDocument,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { redactSecrets } from '../normalize/redactSecrets';
import { chunkMarkdown } from './chunkMarkdown';

/** Redacts a document and cuts it into chunks. */
export async function toBaseDocument(document: SourceDocument): Promise<{
  document: BaseDocument;
  /** Secrets that were taken out. */
  redacted: number;
}> {
  const { markdown, headingIds, ...rest } = document;
  const text = redactSecrets(markdown);
  const title = redactSecrets(rest.title);
  const chunks = await chunkMarkdown({
    title: title.text,
    markdown: text.text,
    headingIds,
  });
  return {
    document: { ...rest, title: title.text, chunks },
    redacted: text.count + title.count,
  };
}
