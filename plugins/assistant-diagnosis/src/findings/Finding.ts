import type { Severity } from '../severity';
import type { ResourceRef } from '../snapshot/SnapshotInput';

/** A sentence in both languages. @public */
export interface Bilingual {
  en: string;
  ru: string;
}

/** @public */
export interface Subject extends ResourceRef {
  environment: string;
  /** Catalog entity, if the mapping knows one. */
  entityRef?: string;
}

/**
 * A dated, citable thing that a finding rests on.
 *
 * `id` is stable for the same thing: a resource version, an event, a series, a log template, a change.
 * @public
 */
export interface Evidence {
  id: string;
  source: 'resource' | 'event' | 'log' | 'metric' | 'change';
  at: number;
  text: Bilingual;
  subject: ResourceRef;
}

/** Why a finding is believed, with the evidence that shows it. @public */
export interface Reason {
  text: Bilingual;
  evidence: readonly string[];
}

/** How sure a finding is; follows from its reasons. @public */
export type Confidence = 'confirmed' | 'likely' | 'possible';

/** What settles a doubt, with a read-only command where one fits. @public */
export interface NextCheck {
  text: Bilingual;
  command?: string;
}

/** What changed before a finding began, with the parts of its score. @public */
export interface RankedChange {
  id: string;
  at: number;
  subject: Subject;
  /** `image`, `env`, `resources`, `replicas`, `config`, `probe`, `selector`, `delivery` … */
  kind: string;
  text: Bilingual;
  /** Difference in words, `memory limit 512Mi → 256Mi`. */
  detail: Bilingual;
  score: number;
}

/**
 * A judged cause.
 *
 * `id` follows from instance, subject and cause alone, so that the same fault keeps its finding.
 * @public
 */
export interface Finding {
  id: string;
  cause: string;
  subject: Subject;
  /** One sentence that names subject and cause. */
  title: Bilingual;
  severity: Severity;
  confidence: Confidence;
  reasons: readonly Reason[];
  /** 0 to 1; comparable within one result. */
  score: number;
  /** When the fault began, as far as the evidence tells. */
  since?: number;
  /** Newest evidence. */
  lastSeen: number;
  evidence: readonly Evidence[];
  victims: readonly Subject[];
  change?: RankedChange;
  /** What was looked at and is not the cause. */
  ruledOut: readonly Bilingual[];
  nextChecks: readonly NextCheck[];
  /** Values that fill a runbook's commands: `container`, `image`, `limit` … */
  values: Readonly<Record<string, string>>;
}
