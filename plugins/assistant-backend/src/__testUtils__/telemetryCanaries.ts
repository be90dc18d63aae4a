import { createHash } from 'node:crypto';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import type { Analyzer } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { providerAnnotations } from './shop';

/** Each owner owns one thing, reads that of the next one, and knows nothing of the others. */
export const OWNERS = 6;
export const NUMBERS = Array.from({ length: OWNERS }, (_, number) => number);

export const token = (number: number, part: string) =>
  `q${createHash('sha256')
    .update(`telemetry/${number}/${part}`)
    .digest('hex')
    .slice(0, 12)}z`;
export const nameOf = (number: number) => `svc-${token(number, 'name')}`;
export const refOf = (number: number) => `component:default/${nameOf(number)}`;
export const userOf = (number: number) => `user:default/user-${number}`;
export const groupOf = (number: number) =>
  `group:default/owner-${number % OWNERS}`;
export const next = (number: number) => (number + 1) % OWNERS;
/** Parts of telemetry that only owners see. */
export const SECRET = [
  'log',
  'label',
  'change',
  'title',
  'evidence',
  'reason',
  'check',
  'workload',
  'namespace',
];
export const secretsOf = (number: number) =>
  SECRET.map(part => token(number, part));

export const entities = NUMBERS.map(number => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: nameOf(number), annotations: providerAnnotations },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: groupOf(number),
    dependsOn: [refOf(next(number))],
  },
}));

export const policy: PermissionPolicy = {
  async handle({ permission }, user) {
    const number = Number(user?.info.userEntityRef.split('-').at(-1));
    if (isPermission(permission, catalogEntityReadPermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({
          claims: [groupOf(number), groupOf(number + 1)],
        }),
      );
    }
    return {
      result:
        permission.name === 'assistant.base.manage'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    };
  },
};

export const workloadOf = (number: number) => ({
  key: `workload-${number}`,
  system: 'kubernetes',
  instance: 'prod',
  environment: 'prod',
  kind: 'Deployment',
  namespace: token(number, 'namespace'),
  name: token(number, 'workload'),
  hints: {},
});
export const numberOf = (name: string) =>
  NUMBERS.find(number => workloadOf(number).name === name) ?? 0;
export const same = (text: string) => ({ en: text, ru: `${text} (ру)` });

/** Finds a fault in everything, and says in each what it should not say to everybody. */
export const gossip: Analyzer = {
  id: 'test/gossip',
  causes: [{ cause: 'test-fault', title: same('a fault of the test') }],
  *analyze(snapshot) {
    for (const deployment of snapshot.list('Deployment')) {
      const number = numberOf(deployment.name);
      const other = snapshot
        .list('Deployment')
        .find(({ name }) => name === workloadOf(next(number)).name)!;
      const evidence = (one: typeof deployment) => ({
        id: `event:${one.name}`,
        source: 'event' as const,
        at: snapshot.at,
        text: same(token(numberOf(one.name), 'evidence')),
        subject: one,
      });
      yield {
        cause: 'test-fault',
        subject: deployment,
        title: same(`${deployment.name} ${token(number, 'title')}`),
        severity: 'error',
        directness: 'direct',
        since: snapshot.at - 60_000,
        activeWhile: 'always',
        affects: [other],
        evidence: [evidence(deployment), evidence(other)],
        reasons: [
          {
            text: same(token(number, 'reason')),
            evidence: [evidence(deployment).id],
          },
          {
            text: same(`because of ${token(next(number), 'reason')}`),
            evidence: [evidence(other).id],
          },
          { text: same(`it hits ${other.name}`), evidence: [] },
        ],
        ruledOut: [same(`it is not the change of ${other.name}`)],
        nextChecks: [
          { text: same(token(number, 'check')) },
          { text: same('look'), command: `kubectl get deploy ${other.name}` },
        ],
      };
    }
  },
};
