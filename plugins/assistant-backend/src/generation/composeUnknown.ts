import { neutralizeMarkdown } from '../text/neutralizeMarkdown';
import type { ComposeOptions } from './composeEvidenceAnswer';
import { generalNotes } from './generalNotes';
import { liveQuestionOf } from './liveQuestion';
import { messagesOf } from './messages/messagesOf';
import { suggestFollowUps } from './suggestFollowUps';

/** Below this a page is not even near. */
const NEAR_SCORE = 0.05;

/** "I do not know": where was searched, what is near, and what to do. */
export function composeUnknown({
  scope,
  retrieval,
  builder,
  liveGap: reason = 'not-connected',
}: ComposeOptions): void {
  const say = messagesOf(scope.language);
  const entity = scope.entities[0]?.title;
  const live = liveQuestionOf(scope.questionClass);
  const basis = retrieval.basis.documents;
  if (live && live !== 'diagnose') {
    builder.text(
      'verdict',
      say.liveUnknown({ question: live, entity, reason }),
    );
  }
  builder.text('unknown', say.unknown());
  builder.text(
    'body',
    say.searched({
      entities: retrieval.searched.entities,
      builtAt: basis?.builtAt,
      generation: basis?.generation,
    }),
  );
  const near = retrieval.chunks.filter(chunk => chunk.score >= NEAR_SCORE);
  const nearest = near
    .filter(
      (chunk, i) =>
        near.findIndex(other => other.documentId === chunk.documentId) === i,
    )
    .slice(0, 2);
  if (nearest.length > 0) {
    builder.text(
      'body',
      [
        say.nearest(),
        '',
        ...nearest.map(
          page => `- ${neutralizeMarkdown(page.title)}${builder.cite(page)}`,
        ),
      ].join('\n'),
    );
  }
  builder.text('body', say.whatNow({ entity }));
  generalNotes(scope, retrieval).forEach(note => builder.text('note', note));
  builder.suggestions(suggestFollowUps(scope, retrieval));
}
