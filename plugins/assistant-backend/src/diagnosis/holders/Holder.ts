import type { Asker, DisclosureLevel } from '../../ask/stages';

/** Whose an object is; decides who may see what is said of it. */
export interface Holder {
  /** Entities that it is mapped to. */
  entityRefs: readonly string[];
  /** Entities that stand on it, if it is mapped to none: a node, a quota, a secret. */
  users: readonly string[];
  /** Lies in a namespace; a thing of the whole cluster is never one team's alone. */
  namespaced: boolean;
}

/** Who looks, as far as it matters for one object. */
export interface HolderViewer {
  asker: Asker;
  /** Groups that see what belongs to nobody. */
  operators: readonly string[];
}

const RANK: Readonly<Record<DisclosureLevel, number>> = {
  none: 0,
  state: 1,
  full: 2,
};

/**
 * How much a person may see of an object.
 *
 * What belongs to several entities is seen by the owner of each. A shared thing shows its state to
 * whoever stands on it. What belongs to nobody is for operators, or for the group that owns the rest
 * of its namespace, which the mapping gives as its entity.
 */
export function levelOfHolder(
  holder: Holder | undefined,
  { asker, operators }: HolderViewer,
): DisclosureLevel {
  const isOperator = operators.some(group => asker.principals.includes(group));
  if (!holder) {
    return isOperator ? 'full' : 'none';
  }
  const levelOf = (ref: string): DisclosureLevel => {
    if (!ref.startsWith('group:')) {
      return asker.levelOf(ref);
    }
    return isOperator || asker.principals.includes(ref) ? 'full' : 'none';
  };
  if (holder.entityRefs.length > 0) {
    return highest(holder.entityRefs.map(levelOf));
  }
  if (isOperator) {
    return 'full';
  }
  const levels = holder.users.map(levelOf);
  const allTheirs =
    levels.length > 0 && levels.every(level => level === 'full');
  if (allTheirs && holder.namespaced) {
    return 'full';
  }
  return levels.includes('full') ? 'state' : 'none';
}

const highest = (levels: readonly DisclosureLevel[]): DisclosureLevel =>
  levels.reduce(
    (best, level) => (RANK[level] > RANK[best] ? level : best),
    'none',
  );
