import { builtInAnalyzers } from './analyzers';
import { diagnose } from './diagnose';
import { describeCauses } from './describeCauses';
import {
  NOW,
  ago,
  clusterResource,
  crashed,
  event,
  resource,
  snapshotOf,
  unscheduled,
  waiting,
  workload,
} from './snapshot/testUtils';
import type { Analyzer } from './analyzers';
import type {
  JsonObject,
  ResourceVersion,
  SnapshotInput,
} from './snapshot/SnapshotInput';

const MINUTE = 60_000;
const judge = (
  resources: readonly ResourceVersion[],
  input: Partial<SnapshotInput> = {},
) => diagnose(snapshotOf(resources, input), { analyzers: builtInAnalyzers });
const causesOf = (...args: Parameters<typeof judge>) =>
  judge(...args).findings.map(
    ({ cause, subject }) => `${cause} ${subject.name}`,
  );

const oom = (name: string, options = {}) =>
  workload(name, {
    status: crashed(137, 'OOMKilled'),
    container: { resources: { limits: { memory: '256Mi' } } },
    ...options,
  });

describe('diagnose', () => {
  it('folds pods under their deployment, with the state of the rollout as evidence', () => {
    const { findings } = judge(oom('checkout').all);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      cause: 'container-oom-killed',
      subject: { kind: 'Deployment', name: 'checkout', environment: 'prod' },
      confidence: 'confirmed',
      severity: 'critical',
    });
    expect(
      findings[0].evidence.some(
        ({ text }) => text.en === 'Deployment checkout: 0 of 1 ready',
      ),
    ).toBe(true);
  });

  it('keeps two independent causes two', () => {
    const image = workload('cart', {
      status: waiting('ErrImagePull', 'manifest unknown'),
      podStatus: { phase: 'Pending' },
    });
    expect(causesOf([...oom('checkout').all, ...image.all]).sort()).toEqual([
      'container-oom-killed checkout',
      'image-not-found cart',
    ]);
  });

  it('puts callers with mere symptoms under the callee, over several steps', () => {
    const calls = (name: string, callee: string) =>
      workload(name, {
        status: crashed(1),
        container: { env: [{ name: 'NEXT_ADDR', value: `${callee}:80` }] },
      }).all;
    const service = (name: string) =>
      resource('Service', name, {
        spec: { selector: { app: name }, ports: [{ port: 80 }] },
      });
    const { findings } = judge([
      ...calls('web', 'checkout'),
      ...calls('checkout', 'payments'),
      ...oom('payments').all,
      ...['checkout', 'payments'].map(service),
    ]);
    expect(findings.map(({ cause }) => cause)).toEqual([
      'container-oom-killed',
    ]);
    expect(findings[0].victims.map(({ name }) => name)).toEqual([
      'checkout',
      'web',
    ]);
  });

  it('does not blame a callee that fell long after its caller', () => {
    const caller = workload('web', {
      status: { ...crashed(1), restartCount: 3000 },
      age: 20_000,
      container: { env: [{ name: 'NEXT_ADDR', value: 'payments:80' }] },
    }).all;
    const service = resource('Service', 'payments', {
      spec: { selector: { app: 'payments' }, ports: [{ port: 80 }] },
    });
    expect(
      causesOf([...caller, ...oom('payments', { age: 20 }).all, service]),
    ).toEqual(['container-oom-killed payments', 'crash-loop web']);
  });

  it('survives that two callers wait for each other', () => {
    const calls = (name: string, callee: string) =>
      workload(name, {
        status: crashed(1),
        container: { env: [{ name: 'NEXT_ADDR', value: `${callee}:80` }] },
      }).all;
    const service = (name: string) =>
      resource('Service', name, {
        spec: { selector: { app: name }, ports: [{ port: 80 }] },
      });
    const { findings } = judge([
      ...calls('a', 'b'),
      ...calls('b', 'a'),
      service('a'),
      service('b'),
    ]);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0].confidence).toBe('possible');
    expect(findings[0].nextChecks.length).toBeGreaterThanOrEqual(2);
  });

  it('puts the pending pod under the claim that has the cause', () => {
    const claim = resource('PersistentVolumeClaim', 'data', {
      spec: { storageClassName: 'fast' },
      status: { phase: 'Pending' },
    });
    const options = unscheduled(
      '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: no',
    );
    const db = workload('db', {
      ...options,
      spec: {
        nodeName: undefined,
        volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }],
      },
    });
    const { findings } = judge([...db.all, claim]);
    expect(findings.map(({ cause }) => cause)).toEqual([
      'storage-class-missing',
    ]);
    expect(findings[0].victims.map(({ name }) => name)).toEqual(['db']);
  });

  it('puts evictions under the pressure of the node', () => {
    const node = clusterResource('Node', 'node-1', {
      status: {
        conditions: [
          {
            type: 'MemoryPressure',
            status: 'True',
            lastTransitionTime: ago(20),
          },
        ],
      },
    });
    const evicted = workload('cart', {
      ready: false,
      podStatus: {
        phase: 'Failed',
        reason: 'Evicted',
        message: 'The node was low on resource: memory.',
      },
    });
    const { findings } = judge([node, ...evicted.all]);
    expect(findings.map(({ cause }) => cause)).toEqual([
      'node-memory-pressure',
    ]);
    expect(findings[0].victims.map(({ name }) => name)).toEqual(['cart']);
  });

  it('ranks what is new before thirty faults of a month ago', () => {
    const month = 43_000;
    const old = Array.from(
      { length: 30 },
      (_, i) =>
        workload(`old-${i}`, {
          age: month,
          status: { ...crashed(137, 'OOMKilled'), restartCount: 8_000 },
        }).all,
    ).flat();
    const fresh = workload('cart', {
      age: 10,
      status: waiting('ErrImagePull', 'manifest unknown'),
      podStatus: { phase: 'Pending' },
    });
    const { findings } = judge([...old, ...fresh.all]);
    expect(findings).toHaveLength(31);
    expect(findings[0].subject.name).toBe('cart');
  });

  it('caps what is outside of production and keeps clusters of one name apart', () => {
    const stage = oom('checkout', { namespace: 'stage-shop' });
    const other = oom('checkout', { instance: 'west' });
    const { findings } = judge([
      ...oom('checkout').all,
      ...stage.all,
      ...other.all,
    ]);
    expect(
      findings
        .map(
          ({ subject, severity }) =>
            `${subject.instance} ${subject.namespace} ${severity}`,
        )
        .sort(),
    ).toEqual([
      'main shop critical',
      'main stage-shop warning',
      'west shop critical',
    ]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(3);
    expect(findings[2].subject.environment).toBe('stage');
  });

  it('gives the same bytes whatever the order of the input', () => {
    const all = [
      ...oom('checkout').all,
      ...workload('cart', { status: crashed(1) }).all,
      event(oom('checkout').pod, 'BackOff', 'again'),
    ];
    const forward = JSON.stringify(judge(all));
    expect(JSON.stringify(judge([...all].reverse()))).toBe(forward);
    expect(JSON.stringify(judge([...all, ...all]))).toBe(forward);
  });

  it('keeps the id of a finding when pods and times change', () => {
    const [first] = judge(oom('checkout').all).findings;
    const later = judge(oom('checkout', { age: 90 }).all).findings[0];
    expect(later.id).toBe(first.id);
  });

  it('reports an analyzer that throws and goes on with the others', () => {
    const broken: Analyzer = {
      id: 'third/broken',
      causes: [],
      analyze: () => {
        throw new Error('oh\nno');
      },
    };
    const { findings, failures } = diagnose(snapshotOf(oom('checkout').all), {
      analyzers: [broken, ...builtInAnalyzers],
    });
    expect(findings).toHaveLength(1);
    expect(failures).toEqual([{ analyzer: 'third/broken', message: 'oh no' }]);
  });

  it('knows every cause that it names, each with a title in both languages', () => {
    const causes = describeCauses(builtInAnalyzers);
    expect(causes.length).toBeGreaterThan(70);
    for (const { cause, title } of causes) {
      expect(cause).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title.ru).toMatch(/[а-яё]/i);
      expect(`${title.en}${title.ru}`).not.toContain('!');
    }
  });
});

describe('changes', () => {
  const before = (
    deployment: ResourceVersion,
    limit: string,
  ): ResourceVersion => {
    const spec = JSON.parse(
      JSON.stringify(deployment.body.spec).replace(/256Mi/g, limit),
    ) as JsonObject;
    return {
      ...deployment,
      validFrom: NOW - 300 * MINUTE,
      body: { ...deployment.body, spec },
    };
  };
  const changed = (deployment: ResourceVersion, minutes: number) => ({
    ...deployment,
    validFrom: NOW - minutes * MINUTE,
  });

  it('blames the lower limit and clears the neighbour', () => {
    const { deployment, all } = oom('checkout', { age: 12 });
    const neighbour = workload('search').deployment;
    const scaled = {
      ...neighbour,
      validFrom: NOW - 13 * MINUTE,
      body: {
        ...neighbour.body,
        spec: { ...(neighbour.body.spec as JsonObject), replicas: 4 },
      },
    };
    const [finding] = judge([
      ...all.slice(1),
      changed(deployment, 12),
      before(deployment, '512Mi'),
      { ...neighbour, validFrom: NOW - 300 * MINUTE },
      scaled,
    ]).findings;
    expect(finding.change).toMatchObject({
      kind: 'resources',
      detail: {
        en: 'memory limit 512Mi → 256Mi',
        ru: 'лимит памяти 512Mi → 256Mi',
      },
    });
    expect(finding.ruledOut.map(({ en }) => en)).toEqual([
      'The change of search (replicas 1 → 4): checkout does not need it.',
    ]);
    expect(finding.evidence.map(({ id }) => id)).toContain(finding.change?.id);
  });

  it('blames nothing when nothing changed shortly before', () => {
    const { deployment, all } = oom('checkout', { age: 2_000 });
    const label = {
      ...deployment,
      validFrom: NOW - 250 * MINUTE,
      body: {
        ...deployment.body,
        metadata: {
          ...(deployment.body.metadata as JsonObject),
          labels: { app: 'checkout', team: 'b' },
        },
      },
    };
    const [finding] = judge([
      ...all.slice(1),
      label,
      before(deployment, '256Mi'),
    ]).findings;
    expect(finding.change).toBeUndefined();
  });

  it('takes what a delivery system told', () => {
    const { all, deployment } = oom('checkout', { age: 12 });
    const told = {
      id: 'argo-7',
      at: NOW - 13 * MINUTE,
      subject: deployment,
      kind: 'delivery',
      summary: 'sync to 3f2a',
      actor: 'ci',
    };
    expect(judge(all, { changes: [told] }).findings[0].change).toMatchObject({
      id: 'change:argo-7',
      kind: 'delivery',
      text: { en: 'checkout: sync to 3f2a (ci)' },
    });
  });
});

describe('bad input', () => {
  it('is silent about a healthy shop and of nothing at all', () => {
    expect(judge([]).findings).toEqual([]);
    expect(
      judge(['a', 'b', 'c'].flatMap(name => workload(name).all)).findings,
    ).toEqual([]);
  });

  it('ends at cycles of owners', () => {
    const a = resource('ReplicaSet', 'a', {
      metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'b' }] },
    });
    const b = resource('ReplicaSet', 'b', {
      metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'a' }] },
    });
    const pod = {
      ...oom('x').pod,
      body: {
        ...oom('x').pod.body,
        metadata: {
          name: 'p',
          creationTimestamp: ago(30),
          ownerReferences: [{ kind: 'ReplicaSet', name: 'a' }],
        },
      },
    };
    expect(judge([a, b, pod]).findings[0].cause).toBe('container-oom-killed');
  });

  it('bears 50,000 events of one object', () => {
    const { all, pod } = oom('checkout');
    const events = Array.from({ length: 50_000 }, () =>
      event(pod, 'BackOff', 'Back-off restarting failed container'),
    );
    const { findings } = judge([...all, ...events]);
    expect(findings).toHaveLength(1);
    expect(findings[0].evidence.length).toBeLessThanOrEqual(12);
  });

  it('bears times of 1970 and of the future, and bodies that are none', () => {
    const { all, pod } = oom('checkout');
    const odd = event(pod, 'BackOff', 'x', {
      lastTimestamp: '2099-01-01T00:00:00Z',
      firstTimestamp: '1970-01-01T00:00:00Z',
      count: Infinity,
    });
    const broken = ['Pod', 'Deployment', 'Service', 'Job', 'Node', 'Kafka'].map(
      kind => ({
        ...resource(kind, 'broken'),
        body: {
          spec: 7,
          status: ['x'],
          metadata: 'no',
        } as unknown as JsonObject,
      }),
    );
    const { findings, failures } = judge([...all, odd, ...broken]);
    expect(failures).toEqual([]);
    expect(findings[0].cause).toBe('container-oom-killed');
    expect(findings[0].lastSeen).toBeLessThanOrEqual(NOW);
    expect(
      Math.max(...findings[0].evidence.map(({ at }) => at)),
    ).toBeLessThanOrEqual(NOW);
  });

  it('puts no hostile name into a command and quotes no more than a line', () => {
    const { pod } = oom('checkout');
    const evil = {
      ...pod,
      name: 'x; rm -rf ~',
      namespace: '$(id)',
      body: {
        ...pod.body,
        metadata: {
          name: 'x; rm -rf ~',
          namespace: '$(id)',
          creationTimestamp: ago(30),
          labels: { a: 'y'.repeat(1_000_000) },
        },
      },
    };
    const [finding] = judge([evil]).findings;
    expect(finding.nextChecks.map(({ command }) => command)).toEqual([
      'kubectl logs <pod> -n <namespace> -c app --previous --tail=200',
      'kubectl describe pod <name> -n <namespace>',
    ]);
    expect(JSON.stringify(finding).length).toBeLessThan(10_000);
  });

  it('counts a version of the future as not yet there', () => {
    const { all } = oom('checkout');
    expect(
      judge(all.map(version => ({ ...version, validFrom: NOW + MINUTE })))
        .findings,
    ).toEqual([]);
  });
});

describe('questions about the past', () => {
  it('counts what lies in the window although all is well again', () => {
    const { all, pod } = workload('cart', {
      status: {
        restartCount: 1,
        state: { running: { startedAt: ago(50) } },
        lastState: {
          terminated: {
            exitCode: 137,
            reason: 'OOMKilled',
            startedAt: ago(80),
            finishedAt: ago(51),
          },
        },
      },
      ready: true,
    });
    const analyzer: Analyzer = {
      id: 'test/ends',
      causes: [],
      analyze: () => [
        {
          cause: 'ended',
          subject: pod,
          title: { en: 'a', ru: 'б' },
          severity: 'error',
          directness: 'direct',
          reasons: [],
          evidence: [
            {
              id: 'e',
              source: 'resource',
              at: NOW - 51 * MINUTE,
              text: { en: 'a', ru: 'б' },
              subject: pod,
            },
          ],
        },
      ],
    };
    const asked = (window: { from: number; to: number }) =>
      diagnose(snapshotOf(all, { window }), { analyzers: [analyzer] }).findings
        .length;
    expect(asked({ from: NOW - 60 * MINUTE, to: NOW })).toBe(0);
    expect(asked({ from: NOW - 60 * MINUTE, to: NOW - 40 * MINUTE })).toBe(1);
  });
});
