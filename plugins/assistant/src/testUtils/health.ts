import type {
  EntityHealth,
  HealthOverview,
  Overview,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { overview } from './fakeAssistantApi';

const named = (title: string) => ({
  entityRef: `component:default/${title}`,
  title,
});

export function failing(
  title: string,
  changes: Partial<EntityHealth> = {},
): EntityHealth {
  return {
    entity: named(title),
    state: 'attention',
    environment: 'prod',
    finding: {
      id: `f-${title}`,
      cause: 'container-oom-killed',
      title: `${title} is killed for lack of memory`,
      severity: 'critical',
      since: '2026-11-20T14:02:00Z',
      state: 'active',
    },
    moreFindings: 0,
    ...changes,
  };
}

export const calm = (
  title: string,
  state: 'healthy' | 'unknown' = 'healthy',
): EntityHealth => ({ entity: named(title), state, moreFindings: 0 });

/** An overview whose counts fit its entities. */
export function overviewOf(
  entities: EntityHealth[],
  changes: Partial<HealthOverview> = {},
): Overview {
  return {
    ...overview,
    ownedTotal: Math.max(2, entities.length),
    health: {
      checkedAt: new Date().toISOString(),
      telemetry: { version: 18204, at: new Date().toISOString() },
      total: entities.length,
      needAttention: entities.filter(({ state }) => state === 'attention')
        .length,
      entities,
      chronic: 0,
      muted: 0,
      ...changes,
    },
  };
}
