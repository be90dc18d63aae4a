import type { AnswerRecord } from './ports';
import type { Asker } from './stages';

/** Whether a person has the rights, now, on everything that a stored answer rests on. */
export function mayRead(
  asker: Asker,
  { entityRefs, audiences }: Pick<AnswerRecord, 'entityRefs' | 'audiences'>,
): boolean {
  const principals = new Set(
    asker.principals.map(ref => ref.toLocaleLowerCase('en-US')),
  );
  return (
    entityRefs.every(ref => asker.levelOf(ref) !== 'none') &&
    audiences.every(audience =>
      audience.some(one => principals.has(one.toLocaleLowerCase('en-US'))),
    )
  );
}
