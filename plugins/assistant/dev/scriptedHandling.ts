import type {
  Finding,
  FindingHandlingRequest,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { finding } from '../src/testUtils/telemetry';

/** What becomes of a finding; the reason "no" is refused, so that a failure can be looked at. */
export function scriptHandling(request: FindingHandlingRequest): Finding {
  if ('reason' in request && request.reason === 'no') {
    throw new Error('Only owners may mute.');
  }
  const at = new Date().toISOString();
  const by = 'user:default/guest';
  switch (request.action) {
    case 'acknowledge':
      return { ...finding, state: 'acknowledged', handling: { by, at } };
    case 'mute': {
      const { reason, until } = request;
      const handling = { by, at, reason, until };
      return { ...finding, state: 'muted', handling };
    }
    default:
      return finding;
  }
}
