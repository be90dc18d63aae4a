import type { RetrievedChunk } from '../ask/stages';
import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import { pageLanguage } from '../text/pageLanguage';
import type { ComposeOptions } from './composeEvidenceAnswer';
import { extractSentences } from './extractSentences';
import { findDefinitions } from '../text/findDefinitions';
import { generalNotes } from './generalNotes';
import { messagesOf } from './messages/messagesOf';
import { supportingText } from './supportingText';
import { suggestFollowUps } from './suggestFollowUps';

/** The meaning first, then where the thing matters. */
export function composeExplanation({
  scope,
  retrieval,
  builder,
}: ComposeOptions): void {
  const say = messagesOf(scope.language);
  const definitions = findDefinitions(retrieval.chunks, scope.question);
  const best = retrieval.chunks[0];
  if (definitions.length > 0) {
    const [first, ...others] = definitions.map(
      ({ term, meaning, chunk }) =>
        `**${neutral(term, chunk)}**: ${neutral(meaning, chunk)}${builder.cite(
          chunk,
        )}`,
    );
    builder.text('verdict', first);
    others.forEach(text => builder.text('body', text));
  } else {
    const sentences = extractSentences(best, {
      question: scope.question,
      count: 2,
    });
    builder.text(
      'verdict',
      sentences.length > 0
        ? `${neutral(sentences.join(' '), best)}${builder.cite(best)}`
        : say.pageOnly({
            page: { title: best.title },
            cite: builder.cite(best),
          }),
    );
  }
  const shown = definitions[0]?.chunk ?? best;
  builder.text(
    'body',
    supportingText({ scope, retrieval, builder, except: [shown.documentId] }),
  );
  if (pageLanguage(shown) !== scope.language) {
    builder.text('note', say.otherLanguage({ page: pageLanguage(shown) }));
  }
  generalNotes(scope, retrieval).forEach(note => builder.text('note', note));
  builder.suggestions(suggestFollowUps(scope, retrieval));
}

function neutral(markdown: string, chunk: RetrievedChunk): string {
  return neutralizeMarkdown(markdown, chunk);
}
