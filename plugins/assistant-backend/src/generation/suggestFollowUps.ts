import type { Retrieval, Scope } from '../ask/stages';
import { isGlossary } from '../text/isGlossary';
import { pageLanguage } from '../text/pageLanguage';
import { messagesOf } from './messages/messagesOf';

const SUGGESTIONS = 4;
/** A page further off than this share of the best one leads away from the subject. */
const RELATIVE_SCORE = 0.4;

/**
 * Questions that can be answered next: each rests on a page that was found for this person, so that
 * no suggestion leads to "I do not know" or names something that they may not see.
 */
export function suggestFollowUps(
  scope: Pick<Scope, 'language' | 'entities' | 'question'>,
  retrieval: Pick<Retrieval, 'chunks' | 'answered'> | undefined,
  options: { escalates?: boolean } = {},
): string[] {
  const say = messagesOf(scope.language);
  const best = retrieval?.chunks[0];
  const suggestions: string[] = [];
  if (retrieval?.answered && best && options.escalates) {
    suggestions.push(say.suggestEscalation({ page: best.title }));
  }
  const asked = new Set(scope.entities.map(entity => entity.entityRef));
  const others = (retrieval?.chunks ?? [])
    .filter(
      chunk =>
        chunk.documentId !== best?.documentId &&
        pageLanguage(chunk) === scope.language,
    )
    .filter(chunk => chunk.score >= (best?.score ?? 0) * RELATIVE_SCORE)
    .filter(
      chunk => !isGlossary(chunk) && !/(?:^|\/)index\.md$/.test(chunk.path),
    )
    .sort(
      (a, b) => Number(asked.has(b.entityRef)) - Number(asked.has(a.entityRef)),
    );
  const withSteps = new Set(
    others.filter(chunk => chunk.kind === 'steps').map(chunk => chunk.title),
  );
  for (const page of new Set(others.map(chunk => chunk.title))) {
    suggestions.push(
      withSteps.has(page)
        ? say.suggestSteps({ page })
        : say.suggestPage({ page }),
    );
  }
  // what was not answered leaves two places for questions that surely are
  const own = suggestions.slice(
    0,
    retrieval?.answered ? SUGGESTIONS : SUGGESTIONS - 2,
  );
  return [...new Set([...own, ...say.suggestGeneral()])]
    .filter(suggestion => suggestion !== scope.question)
    .slice(0, SUGGESTIONS);
}
