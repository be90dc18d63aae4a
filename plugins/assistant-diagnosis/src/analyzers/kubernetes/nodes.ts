import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import {
  conditionsOf,
  viewPod,
  type ConditionView,
} from '../../kubernetes/pod';
import { viewEvent } from '../../snapshot/events';
import { toRef } from '../../snapshot/owners';
import {
  refKey,
  type ResourceRef,
  type ResourceVersion,
} from '../../snapshot/SnapshotInput';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'node-not-ready': ['the node is not ready', 'узел не готов'],
  'node-memory-pressure': [
    'the node runs out of memory',
    'на узле заканчивается память',
  ],
  'node-disk-pressure': [
    'the node runs out of disk space',
    'на узле заканчивается место на диске',
  ],
  'node-pid-pressure': [
    'the node runs out of process ids',
    'на узле заканчиваются идентификаторы процессов',
  ],
  'node-network-unavailable': [
    'the network of the node is not set up',
    'сеть узла не настроена',
  ],
  'node-problem': [
    'the node reports a problem',
    'узел сообщает о неисправности',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

const PRESSURES: Readonly<Record<string, Cause>> = {
  MemoryPressure: 'node-memory-pressure',
  DiskPressure: 'node-disk-pressure',
  PIDPressure: 'node-pid-pressure',
  NetworkUnavailable: 'node-network-unavailable',
};

/** A node that was restarted needs a moment. */
const GRACE = 30_000;

/** Nodes by their conditions; the workloads with pods on them suffer. */
export const nodes: Analyzer = {
  id: 'kubernetes/nodes',
  causes: causes.descriptions,
  *analyze(snapshot) {
    const ill = snapshot.list('Node').flatMap(node =>
      conditionsOf(node)
        .map(condition => ({ node, condition, cause: causeOf(condition) }))
        .filter(isIll),
    );
    if (ill.length === 0) {
      return;
    }
    const onNode = workloadsByNode(snapshot);
    for (const { node, condition, cause } of ill) {
      if (condition.at === undefined || snapshot.at - condition.at >= GRACE) {
        yield describe(snapshot, node, {
          condition,
          cause,
          affects: onNode.get(`${node.instance}|${node.name}`) ?? [],
        });
      }
    }
  },
};

function isIll<T extends { cause?: Cause }>(
  one: T,
): one is T & { cause: Cause } {
  return one.cause !== undefined;
}

function causeOf({ type, status }: ConditionView): Cause | undefined {
  if (type === 'Ready') {
    return status === 'True' ? undefined : 'node-not-ready';
  }
  if (status !== 'True') {
    return undefined;
  }
  // all others of the node problem detector are problems when true
  return (
    PRESSURES[type] ??
    (/^(KubeletReady|EtcdIsVoter)$/.test(type) ? undefined : 'node-problem')
  );
}

function workloadsByNode(snapshot: Snapshot): Map<string, ResourceRef[]> {
  const found = new Map<string, Map<string, ResourceRef>>();
  for (const version of snapshot.list('Pod')) {
    const { node } = viewPod(version);
    if (node) {
      const key = `${version.instance}|${node}`;
      const refs = found.get(key) ?? new Map<string, ResourceRef>();
      const top = snapshot.topOwnerOf(version);
      refs.set(refKey(top), top);
      found.set(key, refs);
    }
  }
  return new Map([...found].map(([key, refs]) => [key, [...refs.values()]]));
}

function describe(
  snapshot: Snapshot,
  node: ResourceVersion,
  {
    condition,
    cause,
    affects,
  }: {
    condition: ConditionView;
    cause: Cause;
    affects: readonly ResourceRef[];
  },
): Candidate {
  const text = quote(
    [condition.reason, condition.message].filter(Boolean).join(': '),
  );
  const state = resourceEvidence(
    node,
    say(
      `Node ${node.name}: ${condition.type}=${condition.status}, ${text}`,
      `Узел ${node.name}: ${condition.type}=${condition.status}, ${text}`,
    ),
    condition.at,
  );
  const events = snapshot
    .eventsOf(node)
    .filter(
      event =>
        viewEvent(event).type === 'Warning' ||
        /NotReady|Reboot/.test(viewEvent(event).reason),
    )
    .slice(-2)
    .map(eventEvidence);
  return {
    cause,
    subject: toRef(node),
    title: causes.title(
      cause,
      node.name,
      cause === 'node-problem'
        ? say(condition.type, condition.type)
        : undefined,
    ),
    severity: cause === 'node-not-ready' ? 'critical' : 'error',
    directness: 'direct',
    reasons: [
      {
        text: say(
          `Its condition ${condition.type} is ${condition.status}: ${text}.`,
          `Состояние ${condition.type} равно ${condition.status}: ${text}.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state, ...events],
    since: condition.at,
    activeWhile: 'always',
    affects,
    explains: [
      'pod-evicted',
      'pod-not-ready',
      'workload-unavailable',
      'readiness-probe-failing',
      'pod-stuck-terminating',
      'pod-start-stuck',
      'node-problem',
      'node-network-unavailable',
    ],
    nextChecks: [
      {
        text: say(
          'See conditions, events and load of the node.',
          'Посмотреть состояния, события и нагрузку узла.',
        ),
        command: describeCommand(node),
      },
    ],
    values: { node: node.name },
  };
}
