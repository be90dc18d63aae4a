import type { Candidate } from '../analyzers/Analyzer';
import type { ResourceRef } from '../snapshot/SnapshotInput';

/** A candidate on its way to a finding: lifted to its owner, with what it explains. */
export interface Case {
  subject: ResourceRef;
  /** Key of the subject. */
  key: string;
  candidate: Candidate;
  /** Symptoms of the same owner. */
  own: readonly Candidate[];
  /** Cases of others that suffer from it, with their symptoms. */
  victims: readonly Case[];
}
