import type {
  Bilingual,
  Evidence,
  NextCheck,
  Reason,
} from '../findings/Finding';
import type { Severity } from '../severity';
import type { ResourceRef } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** A word of the catalogue of causes. @public */
export interface CauseDescription {
  /** Stable kebab-case id, e.g. `container-oom-killed`. */
  cause: string;
  title: Bilingual;
}

/**
 * What an analyzer says of one object, before the engine judges whether it is still active, folds
 * it into its cause and ranks it.
 * @public
 */
export interface Candidate {
  cause: string;
  subject: ResourceRef;
  title: Bilingual;
  severity: Severity;
  /** `direct`: the system itself names this cause. `inferred`: it follows from facts put together. `symptom`: something is wrong, its cause not told. */
  directness: 'direct' | 'inferred' | 'symptom';
  reasons: readonly Reason[];
  evidence: readonly Evidence[];
  since?: number;
  /**
   * Objects whose ill health keeps this active; the subject by default. `always` when the state
   * itself is the fault (a service whose selector matches nothing).
   */
  activeWhile?: readonly ResourceRef[] | 'always';
  /** Objects that suffer from it, beside those that ownership and dependencies tell. */
  affects?: readonly ResourceRef[];
  /** Objects that a symptom itself names: if one of them has a cause, the symptom is its victim. */
  pointsAt?: readonly ResourceRef[];
  /** Causes of the same object, its owner or of what it affects that this one explains, e.g. `crash-loop`. */
  explains?: readonly string[];
  nextChecks?: readonly NextCheck[];
  ruledOut?: readonly Bilingual[];
  values?: Readonly<Record<string, string>>;
}

/**
 * Judges one aspect. Pure: the same snapshot gives the same candidates.
 * @public
 */
export interface Analyzer {
  /** e.g. `kubernetes/pod`. */
  id: string;
  causes: readonly CauseDescription[];
  analyze(snapshot: Snapshot): Iterable<Candidate>;
}
