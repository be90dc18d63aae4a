/**
 * How bad a finding is; everything above `info` is an alarm.
 * @public
 */
export const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;

/** @public */
export type Severity = (typeof SEVERITIES)[number];

/** Sorts the worst first. @public */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(b) - SEVERITIES.indexOf(a);
}

/**
 * Findings outside production are never worse than a warning.
 * @public
 */
export function capSeverity(
  severity: Severity,
  environment: { production: boolean },
): Severity {
  return environment.production || compareSeverity(severity, 'warning') >= 0
    ? severity
    : 'warning';
}
