import { capSeverity, compareSeverity } from '../severity';
import { compareText } from '../snapshot/json';
import type { Finding } from '../findings/Finding';
import type { Case } from './Case';

const HOUR = 3_600_000;

/** Weights of what makes a finding come first. */
const SEVERITY = { critical: 1, error: 0.8, warning: 0.5, info: 0.1 } as const;
const DIRECTNESS = { direct: 1, inferred: 0.75, symptom: 0.3 } as const;

export interface ScoreContext {
  at: number;
  /** Symptoms of all cases together. */
  totalSymptoms: number;
  production: boolean;
}

/**
 * Share of the symptoms explained, depth, severity, directness and newness; what has been so for
 * more than a day stands back behind what is new.
 */
export function scoreCase(one: Case, context: ScoreContext): number {
  const { candidate, own, victims } = one;
  const explained = 1 + own.length + victims.length;
  const share = Math.min(1, explained / Math.max(1, context.totalSymptoms));
  const severity = capSeverity(candidate.severity, context);
  const age =
    candidate.since === undefined ? HOUR : context.at - candidate.since;
  const raw =
    0.35 * SEVERITY[severity] +
    0.25 * DIRECTNESS[candidate.directness] +
    0.2 * share +
    0.1 * (victims.length > 0 ? 1 : 0) +
    0.1 * (age <= HOUR ? 1 : Math.max(0, 1 - age / (24 * HOUR)));
  const chronic = age > 24 * HOUR ? 0.5 : 1;
  const quiet = severity === 'info' ? 0.3 : 1;
  return Math.round(raw * chronic * quiet * 1000) / 1000;
}

/** Best first; the order of equals is fixed. */
export function rankFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      b.score - a.score ||
      compareSeverity(a.severity, b.severity) ||
      compareText(a.id, b.id),
  );
}
