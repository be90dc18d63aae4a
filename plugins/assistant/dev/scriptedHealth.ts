import type {
  AccessGrant,
  EntityHealth,
  HealthOverview,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { finding } from '../src/testUtils/telemetry';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;

const named = (title: string) => ({
  entityRef: `component:default/${title}`,
  title,
});

function failing(
  title: string,
  words: string,
  severity: 'critical' | 'warning',
  changes: Partial<EntityHealth> = {},
): EntityHealth {
  return {
    entity: named(title),
    state: 'attention',
    environment: 'prod',
    finding: {
      id: `f-${title}`,
      cause: 'container-oom-killed',
      title: words,
      severity,
      since: ago(18 * MINUTE),
      state: 'active',
    },
    moreFindings: 0,
    ...changes,
  };
}

/** `?health=healthy`, `?health=none`, `?health=one` and `?health=many` show other states. */
export function healthOverview(
  params: URLSearchParams,
): HealthOverview | undefined {
  const state = params.get('health');
  if (state === 'none') {
    return undefined;
  }
  const all = [
    failing('checkout', finding.title, 'critical', { moreFindings: 2 }),
    failing(
      'payments-worker',
      'payments-worker is 4,210 messages behind',
      'warning',
    ),
    { entity: named('recs'), state: 'attention', moreFindings: 0 } as const,
    ...Array.from({ length: 9 }, (_, index) =>
      failing(
        `batch-${index}`,
        `batch-${index} restarts again and again`,
        'warning',
      ),
    ),
  ];
  const counts: Record<string, number> = {
    healthy: 0,
    one: 1,
    many: all.length,
  };
  const count = counts[state ?? ''] ?? 3;
  const healthy = ['orders', 'storefront', 'lag'].map(title => ({
    entity: named(title),
    state: 'healthy' as const,
    moreFindings: 0,
  }));
  return {
    checkedAt: ago(3_000),
    telemetry: { version: 18204, at: ago(2_000) },
    total: count === 1 ? 9 : count + healthy.length,
    needAttention: count,
    entities: [...all.slice(0, count), ...healthy],
    chronic: 30,
    muted: 2,
  };
}

export const accessGrant = (
  entityRef: string,
  reason: string,
): AccessGrant => ({
  id: 'g-1',
  user: { entityRef: 'user:default/dana', title: 'Dana' },
  entity: named(entityRef.split('/')[1]),
  reason,
  grantedAt: ago(0),
  expiresAt: ago(-4 * 60 * MINUTE),
});
