import type {
  EntityHealth,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { type Viewer, titleOf } from '../disclose/Viewer';
import { type Concern, isAlarm } from './Concerns';

const SEVERITIES = ['critical', 'error', 'warning', 'info'];

/** State of one entity in one line; new faults before chronic ones. */
export function healthOf(
  entityRef: string,
  { findings, causeOutside }: Concern,
  options: { viewer: Viewer; isKnown: boolean },
): EntityHealth {
  const alarms = findings.filter(isAlarm);
  const first =
    alarms.find(({ chronic, state }) => !chronic && state === 'active') ??
    alarms.find(({ chronic }) => !chronic) ??
    alarms[0];
  const entity = { entityRef, title: titleOf(entityRef, options.viewer) };
  if (!first) {
    const calm = options.isKnown || findings.length > 0 ? 'healthy' : 'unknown';
    return {
      entity,
      state: causeOutside ? 'attention' : calm,
      moreFindings: 0,
    };
  }
  const { id, cause, title, severity, since, state, subject } = first;
  return {
    entity,
    state: 'attention',
    environment: subject.environment,
    finding: {
      id,
      cause,
      title,
      severity,
      state,
      ...(since === undefined ? {} : { since }),
    },
    moreFindings: alarms.length - 1,
  };
}

/** Worst first, then by name. */
export function compareHealth(
  a: { health: EntityHealth; chronic: boolean },
  b: { health: EntityHealth; chronic: boolean },
): number {
  return (
    rankOf(a) - rankOf(b) ||
    a.health.entity.title.localeCompare(b.health.entity.title)
  );
}

function rankOf({
  health: { state, finding },
  chronic,
}: {
  health: EntityHealth;
  chronic: boolean;
}): number {
  if (state !== 'attention') {
    return state === 'healthy' ? 200 : 300;
  }
  // a cause outside is as bad as any: nobody here can say
  const severity = finding ? SEVERITIES.indexOf(finding.severity) : 1;
  return (chronic ? 100 : 0) + severity;
}

/** Whether nothing but old faults is wrong. */
export function isChronic(findings: readonly Finding[]): boolean {
  const alarms = findings.filter(isAlarm);
  return alarms.length > 0 && alarms.every(({ chronic }) => chronic);
}
