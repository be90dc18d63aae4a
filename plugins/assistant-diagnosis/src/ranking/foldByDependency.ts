import { refKey } from '../snapshot/SnapshotInput';
import type { NeedGraph } from '../graph/NeedGraph';
import type { Case } from './Case';

/** A cause may be seen a little after what it broke. */
const SLACK = 10 * 60_000;

/**
 * Puts symptoms under the cause that lies in what they need: the nearest cause, else the deepest
 * symptom. A case that has a cause of its own stays, so two independent faults stay two.
 */
export function foldByDependency(
  cases: readonly Case[],
  graph: NeedGraph,
): Case[] {
  const byKey = new Map<string, Case[]>();
  for (const one of cases) {
    const same = byKey.get(one.key);
    if (same) {
      same.push(one);
    } else {
      byKey.set(one.key, [one]);
    }
  }
  const roots = new Map<Case, Case>();
  for (const one of cases) {
    const target = explainedBy(one, cases) ?? causeOf(one, byKey, graph);
    if (target && rootOf(target, roots) !== one) {
      roots.set(one, target);
    }
  }
  // what lies between may not know when it began: the end of the chain decides
  for (const one of cases) {
    if (!isEarlyEnough(rootOf(one, roots), one)) {
      roots.delete(one);
    }
  }
  const victims = new Map<Case, Case[]>();
  for (const one of cases) {
    const root = rootOf(one, roots);
    if (root !== one) {
      victims.set(root, [...(victims.get(root) ?? []), one]);
    }
  }
  return cases
    .filter(one => !roots.has(one))
    .map(one => ({ ...one, victims: victims.get(one) ?? [] }));
}

/** Follows targets to their end; targets were only added without making a cycle. */
function rootOf(one: Case, roots: ReadonlyMap<Case, Case>): Case {
  let current = one;
  for (let next = roots.get(current); next; next = roots.get(current)) {
    current = next;
  }
  return current;
}

/** A shared cause that names both this object and what befell it: a node's pressure and an eviction. */
function explainedBy(one: Case, cases: readonly Case[]): Case | undefined {
  return cases.find(
    other =>
      other !== one &&
      other.candidate.explains?.includes(one.candidate.cause) &&
      other.candidate.affects?.some(ref => refKey(ref) === one.key) &&
      isEarlyEnough(other, one),
  );
}

function causeOf(
  one: Case,
  byKey: ReadonlyMap<string, readonly Case[]>,
  graph: NeedGraph,
): Case | undefined {
  if (one.candidate.directness !== 'symptom') {
    return undefined;
  }
  let deepest: Case | undefined;
  for (const { key } of graph.reach(one.key)) {
    for (const other of byKey.get(key) ?? []) {
      if (isStrongEnough(other, one) && isEarlyEnough(other, one)) {
        if (other.candidate.directness !== 'symptom') {
          return other;
        }
        deepest = other;
      }
    }
  }
  return deepest;
}

/** A mere oddity explains no fault. */
function isStrongEnough(cause: Case, symptom: Case): boolean {
  return (
    cause.candidate.severity !== 'info' || symptom.candidate.severity === 'info'
  );
}

function isEarlyEnough(cause: Case, symptom: Case): boolean {
  const [began, suffered] = [cause.candidate.since, symptom.candidate.since];
  return (
    began === undefined || suffered === undefined || began <= suffered + SLACK
  );
}
