import type {
  CauseGraph,
  EntityHealth,
  EvidenceChart,
  Finding,
  IncidentTimeline,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Scope } from './stages';

/** A change that the asker may know of, worded in the language of the question. */
export interface DisclosedChange {
  evidenceId: string;
  at: Date;
  entityRef?: string;
  text: string;
  /** What differs, `memory limit 512Mi → 256Mi`. */
  detail: string;
  sourceUrl?: string;
}

/** Lines of one template that the asker may read. */
export interface DisclosedLog {
  evidenceId: string;
  entityRef?: string;
  severity: string;
  template: string;
  /** Lines within the window. */
  count: number;
  firstSeen: Date;
  lastSeen: Date;
  /** The newest line, redacted, with its stack trace. */
  sample: string;
  pod?: string;
  sourceUrl?: string;
}

/**
 * What the diagnose stage yields for a question: cut to the asker's levels first, worded afterwards.
 *
 * It answers for the moment `at`: now, or the one that the question names.
 */
export interface DisclosedDiagnosis {
  /** The version that was judged, and the time of its newest record. */
  telemetry: { version: number; at: Date };
  at: Date;
  window: { from: Date; to: Date };
  /** State of the asked entities, or of what the asker owns, worst first. */
  health: readonly EntityHealth[];
  /** Findings that concern the asked entities, as cause or as victim, best first. */
  findings: readonly Finding[];
  charts: readonly EvidenceChart[];
  timeline?: IncidentTimeline;
  graph?: CauseGraph;
  /** What is wrong here has its cause in things that the asker may not see. */
  causeOutside: boolean;
  /** Newest first; filled for questions about changes, and for diagnoses. */
  changes: readonly DisclosedChange[];
  /** Errors first, then by count; filled for diagnoses and questions about logs. */
  logs: readonly DisclosedLog[];
  /** How much was looked at, for "healthy, here is what was looked at". */
  looked: {
    workloads: number;
    pods: number;
    series: number;
    logTemplates: number;
  };
  /** Sources that could not be read, or not yet: their silence proves nothing. */
  gaps: ReadonlyArray<{ source: string; from: Date; to?: Date }>;
  /** Entities whose telemetry is in here: whoever reads it later needs rights on all of them. */
  entityRefs: readonly string[];
}

/**
 * Judges what a question is about. `undefined` while no telemetry was ever read of it.
 *
 * A source that fails is a gap, never a failed answer.
 */
export interface DiagnoseStage {
  diagnose(options: {
    scope: Scope;
    signal: AbortSignal;
  }): Promise<DisclosedDiagnosis | undefined>;
}
