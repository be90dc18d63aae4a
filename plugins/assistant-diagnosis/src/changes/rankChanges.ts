import { refKey } from '../snapshot/SnapshotInput';
import { liftSubject } from '../ranking/foldByOwner';
import { wordText, type Change } from './collectChanges';
import { joinChanges } from './diffResources';
import { CHANGE_WEIGHTS, type ChangeKind } from './wordChange';
import type { NeedGraph } from '../graph/NeedGraph';
import type { Case } from '../ranking/Case';
import type { Snapshot } from '../snapshot/Snapshot';

const MINUTE = 60_000;
const DECAY = 15 * MINUTE;
/** Clocks and polling make the beginning of a fault known only about so well. */
const SLACK = 2 * MINUTE;
/** What lies longer ago is blamed only if it changed what the cause is about. */
const SHORTLY = 60 * MINUTE;
const FITTING = 6 * 60 * MINUTE;

/** A change that is blamed must reach this. */
const MIN_SCORE = 0.05;

/** Which kinds of change can bring a cause about, by the words in its id; the first row that fits counts. */
const FITS: ReadonlyArray<[cause: RegExp, kinds: readonly ChangeKind[]]> = [
  [
    /oom|memory|cpu|insufficient|quota|limit-range/,
    ['resources', 'replicas', 'quota'],
  ],
  [/image|registry|architecture/, ['image', 'account']],
  [/probe/, ['probe', 'port', 'command']],
  [/selector|endpoint/, ['selector', 'labels', 'port']],
  [/port|address|dns/, ['port', 'env', 'config']],
  [
    /secret|configmap|key|account|volume|pvc/,
    ['volume', 'env', 'account', 'config', 'deletion'],
  ],
  [/affinity|taint|node|cordon|spread/, ['scheduling', 'node', 'labels']],
  [/scaled|replicas|hpa/, ['replicas']],
  [/policy|webhook|security/, ['policy', 'spec', 'labels']],
];

/** What configures others, so that its change is one of theirs. */
const CONFIGURES = new Set([
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'StorageClass',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
]);

/** A change near in time that did not bring the case about. */
export interface InnocentChange {
  change: Change;
  /** Whether the subject of the case needs what was changed. */
  needed: boolean;
}

export interface RankedCandidate {
  change: Change;
  score: number;
  distance: number;
  fits: boolean;
}

/**
 * Changes that may have brought a case about, the likeliest first, and those of neighbours that
 * cannot have.
 *
 * score = closeness in time × closeness in the graph × weight of the kind × whether the kind fits.
 * Nothing is blamed that came after the fault, long before it, or without a path to it.
 */
export function rankChanges(
  snapshot: Snapshot,
  one: Case,
  changes: readonly Change[],
  graph: NeedGraph,
): {
  blamed: readonly RankedCandidate[];
  innocent: readonly InnocentChange[];
} {
  const began = one.candidate.since ?? lastEvidence(one);
  const distances = new Map([
    [one.key, 0],
    ...graph
      .reach(one.key)
      .map(({ key, distance }) => [key, distance] as const),
  ]);
  const blamed: RankedCandidate[] = [];
  const innocent: InnocentChange[] = [];
  for (const change of changes) {
    const elapsed = began - change.at;
    if (elapsed < -SLACK || elapsed > FITTING) {
      continue;
    }
    const subject = liftSubject(snapshot, change.subject);
    const distance = distances.get(refKey(subject));
    if (distance === undefined) {
      if (elapsed <= SHORTLY && subject.instance === one.subject.instance) {
        innocent.push({ change, needed: false });
      }
      continue;
    }
    const ranked = score(one, change, { elapsed, distance });
    if (distance > 0 && !mayReach(one, change, ranked.fits)) {
      if (elapsed <= SHORTLY) {
        innocent.push({ change, needed: true });
      }
      continue;
    }
    if (ranked.score >= MIN_SCORE || (ranked.fits && distance === 0)) {
      blamed.push({ change: wordFor(one, change), distance, ...ranked });
    }
  }
  blamed.sort((a, b) => b.score - a.score || b.change.at - a.change.at);
  return { blamed, innocent };
}

/**
 * A cause that the system itself names in one object lies there: the release of something it calls
 * did not fill its memory. What it is configured by may have.
 */
function mayReach(one: Case, change: Change, fits: boolean): boolean {
  return (
    one.candidate.directness === 'symptom' ||
    fits ||
    CONFIGURES.has(change.subject.kind)
  );
}

/** What fits the cause is told first: of a release that changed much, the memory limit. */
function wordFor(one: Case, change: Change): Change {
  const first = kindsOf(one);
  if (change.fields.length < 2 || !first) {
    return change;
  }
  const detail = joinChanges(change.fields, { first });
  return { ...change, detail, text: wordText(change.subject.name, detail) };
}

function kindsOf({ candidate }: Case): readonly ChangeKind[] | undefined {
  return FITS.find(([pattern]) => pattern.test(candidate.cause))?.[1];
}

function score(
  one: Case,
  change: Change,
  { elapsed, distance }: { elapsed: number; distance: number },
): { score: number; fits: boolean } {
  const kinds = kindsOf(one);
  const fits =
    kinds?.some(
      kind =>
        change.kind === kind ||
        change.fields.some(field => field.kind === kind),
    ) ?? false;
  const near = Math.exp(-Math.max(0, elapsed) / DECAY);
  const value =
    near *
    (1 / (1 + distance)) *
    CHANGE_WEIGHTS[change.kind] *
    (fits ? 2 : 1) *
    (kinds && !fits ? 0.6 : 1);
  return { score: Math.min(1, value / 2), fits };
}

function lastEvidence({ candidate }: Case): number {
  return Math.max(0, ...candidate.evidence.map(({ at }) => at));
}
