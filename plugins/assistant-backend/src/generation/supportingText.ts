import type { RetrievedChunk } from '../ask/stages';
import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import type { ComposeOptions } from './composeEvidenceAnswer';
import { nameOf } from './entityOfPage';
import { extractSentences } from './extractSentences';
import { pageLanguage } from '../text/pageLanguage';
import { messagesOf } from './messages/messagesOf';

/** A page that scores below this share of the best one does not support it. */
const RELATIVE_SCORE = 0.6;
const PARAGRAPHS = 3;

/** Two or three sentences of other pages, each with its source; empty when no page is near enough. */
export function supportingText(
  options: ComposeOptions & { except: readonly string[] },
): string {
  const { scope, retrieval, builder, except } = options;
  const best = retrieval.chunks[0];
  const names = scope.entities
    .map(({ title, entityRef }) => `${title} ${nameOf(entityRef)}`)
    .join(' ');
  const pages = new Map<string, RetrievedChunk>();
  for (const chunk of retrieval.chunks) {
    const near =
      chunk.score >= best.score * RELATIVE_SCORE &&
      pageLanguage(chunk) === scope.language;
    if (
      near &&
      !except.includes(chunk.documentId) &&
      !pages.has(chunk.documentId)
    ) {
      pages.set(chunk.documentId, chunk);
    }
  }
  const lines = [...pages.values()].slice(0, PARAGRAPHS).flatMap(chunk => {
    const sentences = extractSentences(chunk, {
      question: scope.question,
      count: 1,
      onTopic: { except: names },
    });
    return sentences.length > 0
      ? [
          `- *${neutralizeMarkdown(chunk.title)}*: ${neutralizeMarkdown(
            sentences.join(' '),
            chunk,
          )}${builder.cite(chunk)}`,
        ]
      : [];
  });
  return lines.length > 0
    ? [messagesOf(scope.language).related(), '', ...lines].join('\n')
    : '';
}
