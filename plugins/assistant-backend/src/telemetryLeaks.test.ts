import { createHash } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
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
import { assistantAnalysisExtensionPoint } from '@smart-assistant/backstage-plugin-assistant-node';
import { providerAnnotations } from './__testUtils__/shop';
import {
  type TestAssistant,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';
import { EntitySnapshot, type EntityView } from './access';
import type { Scope } from './ask/stages';
import { FindingReader } from './diagnosis/FindingReader';
import { LiveDiagnosis } from './diagnosis/LiveDiagnosis';
import { SnapshotReader } from './diagnosis/SnapshotReader';

/** Each owner owns one thing, reads that of the next one, and knows nothing of the others. */
const OWNERS = 6;
const NUMBERS = Array.from({ length: OWNERS }, (_, number) => number);

const token = (number: number, part: string) =>
  `q${createHash('sha256')
    .update(`telemetry/${number}/${part}`)
    .digest('hex')
    .slice(0, 12)}z`;
const nameOf = (number: number) => `svc-${token(number, 'name')}`;
const refOf = (number: number) => `component:default/${nameOf(number)}`;
const userOf = (number: number) => `user:default/user-${number}`;
const groupOf = (number: number) => `group:default/owner-${number % OWNERS}`;
const next = (number: number) => (number + 1) % OWNERS;
/** Parts of telemetry that only owners see. */
const SECRET = [
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
const secretsOf = (number: number) => SECRET.map(part => token(number, part));

const entities = NUMBERS.map(number => ({
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

const policy: PermissionPolicy = {
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

const workloadOf = (number: number) => ({
  key: `workload-${number}`,
  system: 'kubernetes',
  instance: 'prod',
  environment: 'prod',
  kind: 'Deployment',
  namespace: token(number, 'namespace'),
  name: token(number, 'workload'),
  hints: {},
});
const numberOf = (name: string) =>
  NUMBERS.find(number => workloadOf(number).name === name) ?? 0;
const same = (text: string) => ({ en: text, ru: `${text} (ру)` });

/** Finds a fault in everything, and says in each what it should not say to everybody. */
const gossip: Analyzer = {
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

async function plant(assistant: TestAssistant) {
  const { telemetry } = assistant.knowledge;
  const now = Date.now();
  const source = 'test/leaks';
  const lease = await telemetry.acquireLease({
    source,
    holder: 'test',
    now,
    durationMs: 60_000,
  });
  await telemetry.commit(
    {
      source,
      system: 'test',
      instance: 'prod',
      shard: 'one',
      offset: { next: '1', epoch: lease!.epoch },
      workloads: NUMBERS.map(workloadOf),
      signals: NUMBERS.map(number => ({
        workloadKey: workloadOf(number).key,
        templateHash: `${number}`.repeat(16),
        template: `failed with ${token(number, 'log')}`,
        severity: 'error' as const,
      })),
      windows: NUMBERS.map(number => ({
        workloadKey: workloadOf(number).key,
        templateHash: `${number}`.repeat(16),
        bucket: now - 30_000 - ((now - 30_000) % 10_000),
        count: 5,
        sample: {
          at: now - 30_000,
          text: `failed with ${token(number, 'log')}`,
        },
      })),
      series: NUMBERS.map(number => ({
        key: `series-${number}`,
        workloadKey: workloadOf(number).key,
        instance: 'prod',
        name: 'container_memory_working_set_bytes',
        labels: { pod: token(number, 'label') },
      })),
      points: NUMBERS.flatMap(number =>
        [3, 2, 1].map(ago => ({
          seriesKey: `series-${number}`,
          at: now - ago * 15_000,
          value: 100 + ago,
        })),
      ),
      resources: NUMBERS.map(number => {
        const { system, instance, kind, namespace, name, key } =
          workloadOf(number);
        return {
          system,
          instance,
          kind,
          namespace,
          name,
          workloadKey: key,
          validFrom: now - 60_000,
          deleted: false,
          body: { spec: { replicas: 1 }, status: {} },
          hash: `${number}`,
        };
      }),
      complete: [],
      changes: NUMBERS.map(number => ({
        id: `change-${number}`,
        at: now - 90_000,
        workloadKey: workloadOf(number).key,
        subject: workloadOf(number),
        kind: 'delivery',
        summary: `delivered ${token(number, 'change')}`,
      })),
      deadLetters: [],
      newestAt: now,
      records: 1,
      redactions: 0,
    },
    { now, signal: AbortSignal.timeout(30_000) },
  );
  await telemetry.writeMappings(
    NUMBERS.map(number => ({
      workloadKey: workloadOf(number).key,
      entityRef: refOf(number),
      rule: 'annotation',
      certainty: 1,
    })),
  );
}

/** Foreign canaries in what one person was sent. */
function leaksIn(number: number, where: string, text: string): string[] {
  const readable = [number, next(number)];
  return NUMBERS.filter(other => other !== number).flatMap(other => {
    const names = readable.includes(other) ? [] : [token(other, 'name')];
    return [...secretsOf(other), ...names]
      .filter(canary => text.includes(canary) && !where.includes(canary))
      .map(canary => `${where}: ${canary} of ${other} seen by ${number}`);
  });
}

describe('telemetry on the way to people', () => {
  let assistant: TestAssistant;
  const leaks: string[] = [];
  const seen: string[] = [];

  const request = async (number: number, path: string, init?: RequestInit) => {
    const response = await assistant.fetchAs(userOf(number), path, {
      ...init,
      headers: init?.body ? { 'Content-Type': 'application/json' } : {},
    });
    const text = await response.text();
    leaks.push(...leaksIn(number, path, text));
    seen.push(...secretsOf(number).filter(canary => text.includes(canary)));
    return { status: response.status, text };
  };

  beforeAll(async () => {
    assistant = await startTestAssistant({
      engine: 'pglite',
      entities,
      policy,
      groups: Object.fromEntries(
        NUMBERS.map(number => [userOf(number), [groupOf(number)]]),
      ),
      config: { rateLimit: { questionsPerMinute: 1_000 } },
      features: [
        createBackendModule({
          pluginId: 'assistant',
          moduleId: 'gossip',
          register(env) {
            env.registerInit({
              deps: { analysis: assistantAnalysisExtensionPoint },
              async init({ analysis }) {
                analysis.addAnalyzer(gossip);
              },
            });
          },
        }),
      ],
    });
    await plant(assistant);
    const until = Date.now() + 120_000;
    for (;;) {
      const findings = await assistant.stores.findings.list({
        entities: { type: 'all' },
        now: Date.now(),
        limit: 100,
      });
      if (findings.filter(one => one.entityRefs.length > 0).length === OWNERS) {
        return;
      }
      if (Date.now() > until) {
        throw new Error(`Only ${findings.length} findings came`);
      }
      await new Promise(done => setTimeout(done, 500));
    }
  }, 300_000);

  afterAll(() => assistant?.stop(), 60_000);

  it('would notice', () => {
    const text = `${token(2, 'log')} ${token(2, 'name')} ${token(1, 'name')}`;
    expect(leaksIn(0, '/x', text)).toHaveLength(2);
    expect(leaksIn(1, '/x', text)).toHaveLength(1);
    expect(leaksIn(2, '/x', text)).toHaveLength(1);
  });

  it('shows each owner their own, readers the state, and nothing to others', async () => {
    for (const number of NUMBERS) {
      const own = await request(
        number,
        `/entity-diagnosis?entityRef=${refOf(number)}`,
      );
      expect(own.status).toBe(200);
      for (const part of ['title', 'evidence', 'reason', 'check', 'label']) {
        expect(own.text).toContain(token(number, part));
      }
      const read = await request(
        number,
        `/entity-diagnosis?entityRef=${refOf(next(number))}&language=ru`,
      );
      expect(read.status).toBe(200);
      expect(read.text).toContain('a fault of the test');
      for (const other of NUMBERS) {
        const { status } = await request(
          number,
          `/entity-diagnosis?entityRef=${refOf(other)}`,
        );
        expect([other, status]).toEqual([
          other,
          [number, next(number)].includes(other) ? 200 : 404,
        ]);
      }
    }
    expect(leaks).toEqual([]);
    expect(seen.length).toBeGreaterThan(OWNERS);
  }, 120_000);

  it('counts and suggests of what is owned alone', async () => {
    for (const number of NUMBERS) {
      for (const path of [
        '/overview',
        '/overview?language=ru',
        ...NUMBERS.map(other => `/overview?entityRef=${refOf(other)}`),
      ]) {
        const { text } = await request(number, path);
        expect(JSON.parse(text).health).toMatchObject({
          total: 1,
          needAttention: 1,
        });
      }
      await request(number, '/bases/telemetry');
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  it('lets nobody handle, hide or delete what is not theirs', async () => {
    const stored = await assistant.stores.findings.list({
      entities: { type: 'all' },
      now: Date.now(),
      limit: 100,
    });
    for (const { finding } of stored) {
      const owner = numberOf(finding.subject.name);
      for (const number of NUMBERS.filter(one => one !== owner)) {
        const { status } = await request(
          number,
          `/findings/${finding.id}/handling`,
          { method: 'POST', body: JSON.stringify({ action: 'acknowledge' }) },
        );
        expect(status).toBe(next(number) === owner ? 403 : 404);
      }
    }
    const [first] = NUMBERS;
    for (const [path, body] of [
      ['/bases/telemetry/back', { version: 0 }],
      ['/bases/telemetry/purge', { contains: token(1, 'log') }],
    ] as const) {
      const { status } = await request(first, path, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(status).toBe(403);
    }
    expect(leaks).toEqual([]);
    expect(assistant.audits.join('\n')).toContain('telemetry-purge');
  }, 120_000);

  it('cuts what answers are made of', async () => {
    const stage = createStage(assistant);
    for (const number of NUMBERS) {
      for (const asked of NUMBERS) {
        const diagnosis = await stage.diagnose({
          scope: scopeOf(number, asked),
          signal: AbortSignal.timeout(30_000),
        });
        const text = JSON.stringify(diagnosis);
        leaks.push(...leaksIn(number, `diagnosis of ${refOf(asked)}`, text));
        if (asked === number) {
          for (const part of ['log', 'change', 'label', 'title']) {
            expect(text).toContain(token(number, part));
          }
          expect(diagnosis?.timeline?.lanes.map(({ kind }) => kind)).toEqual([
            'changes',
            'logs',
          ]);
          expect(diagnosis?.graph?.nodes[0].entityRef).toBe(refOf(number));
        }
      }
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  it('logs nothing of it', () => {
    const text = assistant.logs.join('\n');
    expect(
      NUMBERS.flatMap(secretsOf).filter(one => text.includes(one)),
    ).toEqual([]);
  });
});

function createStage({ knowledge, stores }: TestAssistant): LiveDiagnosis {
  const now = Date.now;
  const index = {
    current: async () =>
      new EntitySnapshot(
        NUMBERS.map(
          (number): EntityView => ({
            ref: refOf(number),
            kind: 'component',
            name: nameOf(number),
            namespace: 'default',
            owners: [groupOf(number)],
            systems: [],
            dependsOn: [refOf(next(number))],
            consumesApis: [],
            providesApis: [],
            parts: [],
            parents: [],
            annotations: new Map(),
          }),
        ),
      ),
  };
  return new LiveDiagnosis({
    snapshots: new SnapshotReader({
      telemetry: knowledge.telemetry,
      index,
      environments: {
        default: 'prod',
        instances: {},
        namespaces: [],
        production: ['prod'],
      },
    }),
    findings: new FindingReader({ store: stores.findings, now }),
    index,
    analyzers: [gossip],
    disclosure: {
      operators: [],
      causes: new Map(),
      production: ['prod'],
      links: { log: 'https://logs.test/{namespace}?q={query}' },
    },
    logger: mockServices.logger.mock(),
    now,
  });
}

function scopeOf(number: number, asked: number): Scope {
  const levels = new Map([
    [refOf(number), 'full' as const],
    [refOf(next(number)), 'state' as const],
  ]);
  return {
    asker: {
      userRef: userOf(number),
      principals: [userOf(number), groupOf(number)],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: ref => levels.get(ref) ?? 'none',
    },
    question: 'Why is it failing?',
    searchText: 'failing',
    language: 'en',
    questionClass: 'diagnose',
    entities: [
      {
        entityRef: refOf(asked),
        title: nameOf(asked),
        kind: 'component',
        level: levels.get(refOf(asked)) ?? 'none',
        placeholders: new Map(),
        neighbourhood: [],
      },
    ],
    origin: 'question',
    unknownEntity: false,
    ownsSomething: true,
    asOf: new Date(),
    history: [],
  };
}
