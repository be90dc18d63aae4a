import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';

/** Red only for what is broken now. */
export function severityTone(
  severity: Finding['severity'],
): 'broken' | 'victim' | 'calm' {
  switch (severity) {
    case 'critical':
    case 'error':
      return 'broken';
    case 'warning':
      return 'victim';
    default:
      return 'calm';
  }
}
