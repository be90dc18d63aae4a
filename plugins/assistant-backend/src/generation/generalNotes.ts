import type { Retrieval, Scope } from '../ask/stages';
import { messagesOf } from './messages/messagesOf';

/** Why an answer is general or may be incomplete; never tells what does not exist from what may not be seen. */
export function generalNotes(
  scope: Scope,
  retrieval: Pick<Retrieval, 'basis'>,
): string[] {
  const say = messagesOf(scope.language);
  const notes: string[] = [...(scope.notes ?? [])];
  if (scope.unknownEntity) {
    notes.push(say.unknownEntity());
  } else if (!scope.ownsSomething && scope.entities.length === 0) {
    notes.push(say.ownsNothing());
  }
  if (retrieval.basis.documents?.dense === 'filling') {
    notes.push(say.denseFilling());
  }
  return notes;
}
