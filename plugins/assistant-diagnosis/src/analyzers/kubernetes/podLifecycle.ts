import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { viewEvent } from '../../snapshot/events';
import { asList } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { logsCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'pod-evicted': ['the node evicted the pod', 'узел вытеснил под'],
  'pod-preempted': [
    'the pod had to make room for a more important one',
    'под вытеснен более важным подом',
  ],
  'pod-failed': ['the pod failed', 'под завершился с ошибкой'],
  'pod-stuck-terminating': [
    'the pod cannot be ended',
    'под не удаётся завершить',
  ],
  'init-container-hanging': [
    'an init container does not come to its end',
    'init-контейнер не завершается',
  ],
});

/** Beginning and end of pods: evicted, failed, stuck on the way in or out. */
export const podLifecycle: Analyzer = {
  id: 'kubernetes/pod-lifecycle',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      const candidate = judge(snapshot, ill);
      if (candidate) {
        yield candidate;
      }
    }
  },
};

function judge(snapshot: Snapshot, ill: IllPod): Candidate | undefined {
  const { pod, trouble } = ill;
  if (trouble === 'failed') {
    const cause = causeOfFailure(snapshot, ill);
    return describe(snapshot, ill, {
      cause,
      directness: cause === 'pod-failed' ? 'symptom' : 'direct',
      text: [pod.reason, pod.message].filter(Boolean).join(': '),
    });
  }
  if (trouble === 'terminating') {
    const finalizers = asList(
      (pod.version.body.metadata as { finalizers?: [] })?.finalizers,
    ).map(String);
    return describe(snapshot, ill, {
      cause: 'pod-stuck-terminating',
      directness: finalizers.length > 0 ? 'inferred' : 'symptom',
      text: finalizers.length > 0 ? `finalizers ${finalizers.join(', ')}` : '',
      since: pod.deletion,
    });
  }
  if (trouble === 'initializing') {
    const container = pod.containers.find(one => one.init && one.runningSince);
    return describe(snapshot, ill, {
      cause: 'init-container-hanging',
      directness: 'symptom',
      text: container?.name ?? '',
      container: container?.name,
      since: container?.runningSince,
    });
  }
  return undefined;
}

function causeOfFailure(snapshot: Snapshot, { pod }: IllPod) {
  const preempted = snapshot
    .eventsOf(pod.version)
    .some(event => viewEvent(event).reason === 'Preempted');
  if (preempted || /preempt/i.test(pod.reason)) {
    return 'pod-preempted';
  }
  return /evicted/i.test(pod.reason) ? 'pod-evicted' : 'pod-failed';
}

function describe(
  snapshot: Snapshot,
  { pod, workload }: IllPod,
  told: {
    cause: Parameters<typeof causes.title>[0];
    directness: Candidate['directness'];
    text: string;
    container?: string;
    since?: number;
  },
): Candidate {
  const text = quote(told.text);
  const state = resourceEvidence(
    pod.version,
    say(
      `Pod ${pod.version.name}: ${pod.phase}${text && `, ${text}`}`,
      `Под ${pod.version.name}: ${pod.phase}${text && `, ${text}`}`,
    ),
  );
  const events = snapshot
    .eventsOf(pod.version)
    .filter(event => viewEvent(event).type === 'Warning')
    .slice(-1)
    .map(eventEvidence);
  const ended = pod.containers
    .map(({ terminated }) => terminated?.finishedAt)
    .filter((time): time is number => time !== undefined);
  return {
    cause: told.cause,
    subject: toRef(pod.version),
    title: causes.title(
      told.cause,
      workload,
      text ? say(text, text) : undefined,
    ),
    severity: told.cause === 'pod-stuck-terminating' ? 'warning' : 'error',
    directness: told.directness,
    reasons: [
      {
        text: say(
          `Pod ${pod.version.name} is ${pod.phase || 'there'}${
            text && `: ${text}`
          }.`,
          `Состояние пода ${pod.version.name}: ${pod.phase || 'неизвестно'}${
            text && `, ${text}`
          }.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state, ...events],
    since: told.since ?? (ended.length > 0 ? Math.max(...ended) : pod.created),
    pointsAt: pod.node
      ? [
          {
            system: pod.version.system,
            instance: pod.version.instance,
            kind: 'Node',
            name: pod.node,
          },
        ]
      : [],
    nextChecks: [
      {
        text: say(
          'Read what the container wrote last.',
          'Прочитать последние строки контейнера.',
        ),
        command: logsCommand(
          pod.version,
          told.container ?? pod.containers[0]?.name,
        ),
      },
    ],
    values: { pod: pod.version.name, ...(pod.node && { node: pod.node }) },
  };
}
