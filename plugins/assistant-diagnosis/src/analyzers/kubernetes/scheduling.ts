import {
  parseSchedulingMessage,
  type SchedulingCause,
} from '../../causes/schedulingMessage';
import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { chooseSchedulingCause } from '../../kubernetes/chooseSchedulingCause';
import { viewEvent } from '../../snapshot/events';
import { toRef } from '../../snapshot/owners';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import { severityOf } from './severityOf';
import type { Analyzer, Candidate } from '../Analyzer';
import type { ResourceRef } from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'insufficient-cpu': [
    'no node has enough free CPU for the pod',
    'ни на одном узле нет столько свободного CPU, сколько просит под',
  ],
  'insufficient-memory': [
    'no node has enough free memory for the pod',
    'ни на одном узле нет столько свободной памяти, сколько просит под',
  ],
  'insufficient-resource': [
    'no node has enough of a resource that the pod asks for',
    'ни на одном узле не хватает ресурса, который просит под',
  ],
  'too-many-pods': [
    'the nodes already run as many pods as they may',
    'на узлах уже предельное число подов',
  ],
  'taint-not-tolerated': [
    'the nodes have taints that the pod does not tolerate',
    'на узлах есть taint, к которому у пода нет toleration',
  ],
  'node-not-ready': [
    'the nodes that would fit are not ready',
    'подходящие узлы не готовы',
  ],
  'node-affinity-unsatisfied': [
    'no node fits the node selector or affinity of the pod',
    'ни один узел не подходит под nodeSelector или affinity пода',
  ],
  'pod-affinity-unsatisfied': [
    'no node fits the pod affinity',
    'ни один узел не подходит под podAffinity',
  ],
  'pod-anti-affinity-unsatisfied': [
    'the pod anti-affinity leaves no node',
    'podAntiAffinity не оставляет ни одного узла',
  ],
  'nodes-cordoned': [
    'the nodes that would fit are cordoned',
    'подходящие узлы закрыты для новых подов (cordon)',
  ],
  'host-port-conflict': [
    'no node has the asked host port free',
    'ни на одном узле не свободен нужный hostPort',
  ],
  'volume-node-affinity-conflict': [
    'the volume is bound to nodes on which the pod cannot run',
    'том привязан к узлам, на которых под запустить нельзя',
  ],
  'volume-limit-reached': [
    'the nodes have as many volumes attached as they may',
    'к узлам уже подключено предельное число томов',
  ],
  'pvc-unbound': [
    'a volume claim of the pod is not bound',
    'заявка на том (PVC) не привязана',
  ],
  'pvc-missing': [
    'a volume claim of the pod does not exist',
    'заявки на том (PVC), которую использует под, не существует',
  ],
  'topology-spread-unsatisfied': [
    'the topology spread constraints leave no node',
    'ограничения topologySpread не оставляют ни одного узла',
  ],
  unschedulable: ['the scheduler finds no node', 'планировщик не находит узла'],
  'scheduling-gated': [
    'the pod is held back by scheduling gates',
    'запуск пода удерживают schedulingGates',
  ],
  'scheduler-not-running': [
    'the scheduler does not look at the pod at all',
    'планировщик вовсе не обрабатывает под',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

/** Pods without a node, by what the scheduler says of the nodes. */
export const scheduling: Analyzer = {
  id: 'kubernetes/scheduling',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      if (ill.trouble === 'unschedulable') {
        yield judge(snapshot, ill);
      }
    }
  },
};

function judge(snapshot: Snapshot, ill: IllPod): Candidate {
  const { pod } = ill;
  const condition = pod.conditions.find(({ type }) => type === 'PodScheduled');
  const event = snapshot
    .eventsOf(pod.version)
    .filter(version => viewEvent(version).reason === 'FailedScheduling')
    .slice(-1)[0];
  // the condition is always the newest word, events may be older or gone
  const message =
    condition?.message || (event && viewEvent(event).message) || '';
  if (condition?.reason === 'SchedulingGated') {
    return describe(snapshot, ill, {
      cause: 'scheduling-gated',
      message,
      directness: 'direct',
    });
  }
  if (message === '') {
    const silent = condition === undefined && !event;
    return describe(snapshot, ill, {
      cause: silent ? 'scheduler-not-running' : 'unschedulable',
      message,
      directness: silent ? 'inferred' : 'symptom',
    });
  }
  const parsed = parseSchedulingMessage(message);
  const choice = chooseSchedulingCause(snapshot, pod, parsed);
  return describe(snapshot, ill, {
    ...choice,
    message,
    event,
    // a claim has a cause of its own, which this is only the effect of
    directness: ['unschedulable', 'pvc-unbound', 'node-not-ready'].includes(
      choice.cause,
    )
      ? 'symptom'
      : 'direct',
  });
}

function describe(
  snapshot: Snapshot,
  { pod, workload }: IllPod,
  told: {
    cause: SchedulingCause | Cause;
    message: string;
    directness: Candidate['directness'];
    event?: Parameters<typeof eventEvidence>[0];
    what?: string;
    pointsAt?: readonly ResourceRef[];
  },
): Candidate {
  const { cause, message, event, what } = told;
  const shown = quote(message.split(/\bpreemption:/)[0], 240);
  const state = resourceEvidence(
    pod.version,
    say(
      `Pod ${pod.version.name} has no node${shown && `: ${shown}`}`,
      `Под ${pod.version.name} без узла${shown && `: ${shown}`}`,
    ),
  );
  return {
    cause,
    subject: toRef(pod.version),
    title: causes.title(
      cause,
      workload,
      what ? say(quote(what, 80), quote(what, 80)) : undefined,
    ),
    severity: severityOf(snapshot, pod.version),
    directness: told.directness,
    reasons: [
      {
        text: shown
          ? say(
              `The scheduler says: ${shown}.`,
              `Планировщик сообщает: ${shown}.`,
            )
          : say(
              'The pod waits for a node and nothing was said of it.',
              'Под ждёт узла, и сообщений о нём нет.',
            ),
        evidence: [state.id],
      },
    ],
    evidence: [state, ...(event ? [eventEvidence(event)] : [])],
    since: pod.created,
    explains: ['pod-not-ready'],
    pointsAt: told.pointsAt,
    nextChecks: [
      {
        text: say(
          'Compare what the pod asks for with what the nodes offer.',
          'Сравнить требования пода с тем, что предлагают узлы.',
        ),
        command: 'kubectl describe nodes',
      },
      {
        text: say(
          'See what the scheduler says of the pod.',
          'Посмотреть, что планировщик сообщает о поде.',
        ),
        command: describeCommand(pod.version),
      },
    ],
    values: { pod: pod.version.name, ...(what && { what }) },
  };
}
