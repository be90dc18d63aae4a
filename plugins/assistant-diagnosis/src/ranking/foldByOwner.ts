import { compareSeverity } from '../severity';
import { compareText } from '../snapshot/json';
import { refKey, type ResourceRef } from '../snapshot/SnapshotInput';
import type { Candidate } from '../analyzers/Analyzer';
import type { Evidence, Reason } from '../findings/Finding';
import type { Snapshot } from '../snapshot/Snapshot';
import type { Case } from './Case';

const MAX_EVIDENCE = 12;
const MAX_REASONS = 6;

/** Kinds whose faults are those of what owns them. A claim or a service keeps its own name. */
const RUNS_PODS = new Set([
  'Pod',
  'ReplicaSet',
  'ReplicationController',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Rollout',
  'Job',
  'CronJob',
]);

const DIRECTNESS = { direct: 0, inferred: 1, symptom: 2 } as const;

/**
 * One case per owner and cause: the same cause in several pods is one, and symptoms of an owner go
 * under its strongest cause. Two different causes of one owner stay two, unless one explains the
 * other.
 */
export function foldByOwner(
  snapshot: Snapshot,
  candidates: readonly Candidate[],
): Case[] {
  const byOwner = new Map<
    string,
    { subject: ResourceRef; causes: Map<string, Candidate[]> }
  >();
  for (const candidate of candidates) {
    const subject = liftSubject(snapshot, candidate.subject);
    const key = refKey(subject);
    const group = byOwner.get(key) ?? { subject, causes: new Map() };
    byOwner.set(key, group);
    const same = group.causes.get(candidate.cause);
    if (same) {
      same.push(candidate);
    } else {
      group.causes.set(candidate.cause, [candidate]);
    }
  }
  return [...byOwner]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, { subject, causes }]) =>
      foldSymptoms(
        key,
        subject,
        [...causes.values()].map(mergeSameCause).sort(compareCandidates),
      ),
    );
}

export function liftSubject(
  snapshot: Snapshot,
  subject: ResourceRef,
): ResourceRef {
  return RUNS_PODS.has(subject.kind) ? snapshot.topOwnerOf(subject) : subject;
}

/** The strongest first: told by the system itself, then severe, then early. */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    DIRECTNESS[a.directness] - DIRECTNESS[b.directness] ||
    compareSeverity(a.severity, b.severity) ||
    (a.since ?? Infinity) - (b.since ?? Infinity) ||
    compareText(a.cause, b.cause) ||
    compareText(refKey(a.subject), refKey(b.subject))
  );
}

function foldSymptoms(
  key: string,
  subject: ResourceRef,
  sorted: readonly Candidate[],
): Case[] {
  const explained = new Set(
    sorted.filter((candidate, index) =>
      sorted.some(
        (other, otherIndex) =>
          otherIndex !== index &&
          other.explains?.includes(candidate.cause) &&
          // of two that explain each other the stronger one does
          !(candidate.explains?.includes(other.cause) && index < otherIndex),
      ),
    ),
  );
  const left = sorted.filter(candidate => !explained.has(candidate));
  const heads = left.filter(({ directness }) => directness !== 'symptom');
  // nothing but symptoms: the strongest stands for all
  const shown = heads.length > 0 ? heads : left.slice(0, 1);
  return shown.map((candidate, index) => ({
    subject,
    key,
    candidate,
    own:
      index === 0
        ? sorted.filter(other => !shown.includes(other))
        : sorted.filter(other => candidate.explains?.includes(other.cause)),
    victims: [],
  }));
}

function mergeSameCause(candidates: readonly Candidate[]): Candidate {
  const sorted = [...candidates].sort(compareCandidates);
  const [first] = sorted;
  if (sorted.length === 1) {
    return first;
  }
  const since = sorted
    .map(candidate => candidate.since)
    .filter((time): time is number => time !== undefined);
  return {
    ...first,
    since: since.length > 0 ? Math.min(...since) : undefined,
    reasons: uniqueReasons(
      sorted.slice(0, 3).flatMap(({ reasons }) => reasons),
    ),
    // three pods show it as well as thirty
    evidence: uniqueEvidence(
      sorted.slice(0, 3).flatMap(({ evidence }) => evidence),
    ),
    affects: sorted.flatMap(({ affects = [] }) => affects),
    pointsAt: sorted.flatMap(({ pointsAt = [] }) => pointsAt),
    ruledOut: sorted.flatMap(({ ruledOut = [] }) => ruledOut).slice(0, 5),
  };
}

/** Each thing once, in the given order, bounded. */
export function uniqueEvidence(evidence: readonly Evidence[]): Evidence[] {
  const byId = new Map<string, Evidence>();
  for (const one of evidence) {
    if (!byId.has(one.id)) {
      byId.set(one.id, one);
    }
  }
  return [...byId.values()].slice(0, MAX_EVIDENCE);
}

export function uniqueReasons(reasons: readonly Reason[]): Reason[] {
  const byText = new Map<string, Reason>();
  for (const reason of reasons) {
    if (!byText.has(reason.text.en)) {
      byText.set(reason.text.en, reason);
    }
  }
  return [...byText.values()].slice(0, MAX_REASONS);
}
