import { causeOfProbeFailure } from '../../causes/probeFailure';
import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { beganFailing, lastFailure } from '../../kubernetes/podHealth';
import {
  probeFailures,
  viewProbe,
  type ProbeFailure,
  type ProbeView,
} from '../../kubernetes/probes';
import { asText } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import { severityOf } from './severityOf';
import type { ContainerView } from '../../kubernetes/pod';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'probe-port-mismatch': [
    'the probe asks a port on which nothing listens',
    'проверка обращается к порту, который никто не слушает',
  ],
  'probe-protocol-mismatch': [
    'the probe speaks another protocol than the port',
    'проверка использует не тот протокол, что порт',
  ],
  'liveness-probe-too-early': [
    'the liveness probe gives up before the process has started',
    'проверка liveness сдаётся раньше, чем процесс успевает запуститься',
  ],
  'liveness-probe-failing': [
    'the liveness probe fails and restarts the container',
    'проверка liveness не проходит и перезапускает контейнер',
  ],
  'startup-probe-failing': [
    'the startup probe fails and restarts the container',
    'проверка startup не проходит и перезапускает контейнер',
  ],
  'readiness-probe-failing': [
    'the readiness probe fails, so no traffic arrives',
    'проверка readiness не проходит, трафик не поступает',
  ],
  'pod-not-ready': ['a pod runs but is not ready', 'под работает, но не готов'],
});

type Cause = Parameters<typeof causes.title>[0];

/** Pods that are not ready or are restarted by their own probes. */
export const probes: Analyzer = {
  id: 'kubernetes/probes',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      if (!['not-ready', 'unstable', 'waiting'].includes(ill.trouble)) {
        continue;
      }
      const failures = probeFailures(snapshot, ill.pod.version);
      let found = false;
      for (const container of ill.pod.containers) {
        const candidate = judge(snapshot, ill, container, failures);
        if (candidate) {
          found = true;
          yield candidate;
        }
      }
      if (!found && ill.trouble === 'not-ready') {
        yield describe(snapshot, ill, ill.pod.containers[0], {
          cause: 'pod-not-ready',
          directness: 'symptom',
        });
      }
    }
  },
};

function judge(
  snapshot: Snapshot,
  ill: IllPod,
  container: ContainerView,
  failures: readonly ProbeFailure[],
): Candidate | undefined {
  if (container.init) {
    return undefined;
  }
  const own = failures.filter(
    one => one.container === undefined || one.container === container.name,
  );
  for (const kind of ['liveness', 'startup', 'readiness'] as const) {
    const probe = viewProbe(container.spec, kind);
    const told = own.filter(one => one.kind === kind);
    const failed = told.find(({ killed }) => !killed) ?? told[0];
    // without a word of the kubelet, only a pod that is merely not ready can be its probe's victim,
    // or one whose process is ended by a signal while the probe asks a port that it does not have
    const silent =
      kind === 'readiness'
        ? ill.trouble === 'not-ready' && !container.ready
        : probe?.declared === false && wasEndedBySignal(container);
    if (!probe || (!failed && !silent) || wasOutOfMemory(container)) {
      continue;
    }
    const newest = told.filter(({ killed }) => !killed).slice(-1)[0] ?? failed;
    const cause = causeOfProbeFailure(
      probe,
      newest?.event.message ?? '',
      container,
    );
    if (newest || cause !== `${kind}-probe-failing`) {
      return describe(snapshot, ill, container, {
        cause,
        directness: cause.endsWith('-failing') ? 'symptom' : 'inferred',
        probe,
        failures: told.slice(-2),
      });
    }
  }
  return undefined;
}

/** SIGTERM or SIGKILL: how a kubelet ends what fails its probe. */
function wasEndedBySignal(container: ContainerView): boolean {
  const code = lastFailure(container)?.exitCode;
  return code === 143 || code === 137;
}

function wasOutOfMemory({ last, terminated }: ContainerView): boolean {
  return [last, terminated].some(ended => ended?.reason === 'OOMKilled');
}

function describe(
  snapshot: Snapshot,
  ill: IllPod,
  container: ContainerView | undefined,
  told: {
    cause: Cause;
    directness: Candidate['directness'];
    probe?: ProbeView;
    failures?: readonly ProbeFailure[];
  },
): Candidate {
  const { pod, workload } = ill;
  const { cause, probe, failures = [] } = told;
  const name = container?.name ?? '';
  const ready = pod.conditions.find(({ type }) => type === 'Ready');
  const state = resourceEvidence(
    pod.version,
    say(
      `${name} is not ready, ${container?.restarts ?? 0} restarts${
        probe
          ? `; ${probe.kind} probe: ${probe.type} ${
              probe.port ?? probe.unknownPortName ?? ''
            }`
          : ''
      }`,
      `${name} не готов, перезапусков: ${container?.restarts ?? 0}${
        probe
          ? `; проверка ${probe.kind}: ${probe.type} ${
              probe.port ?? probe.unknownPortName ?? ''
            }`
          : ''
      }`,
    ),
  );
  const events = failures.map(({ event }) => eventEvidence(event.version));
  const newest = failures.filter(({ killed }) => !killed).slice(-1)[0];
  const ports = portsOf(container);
  return {
    cause,
    subject: toRef(pod.version),
    title: causes.title(
      cause,
      workload,
      probe && cause === 'probe-port-mismatch'
        ? say(
            `${probe.kind} ${
              probe.port ?? probe.unknownPortName
            }, the container has ${ports}`,
            `${probe.kind} ${
              probe.port ?? probe.unknownPortName
            }, у контейнера ${ports}`,
          )
        : undefined,
    ),
    severity: severityOf(snapshot, pod.version),
    directness: told.directness,
    reasons: [
      {
        text: newest
          ? say(
              `The kubelet says: ${quote(newest.event.message)}.`,
              `Kubelet сообщает: ${quote(newest.event.message)}.`,
            )
          : say(
              `Container ${name} is not ready; its ports are ${ports}.`,
              `Контейнер ${name} не готов; его порты: ${ports}.`,
            ),
        evidence: [state.id, ...events.map(({ id }) => id)],
      },
    ],
    evidence: [...events, state],
    since:
      ill.trouble === 'not-ready' || !container
        ? ready?.at
        : beganFailing(pod, container, snapshot.at),
    explains: [
      'crash-loop',
      'container-killed',
      'container-terminated',
      'container-completes',
      'pod-not-ready',
      ...(told.directness === 'symptom'
        ? []
        : [
            'liveness-probe-failing',
            'readiness-probe-failing',
            'startup-probe-failing',
          ]),
    ],
    nextChecks: [
      {
        text: say(
          'Compare port, path and scheme of the probe with what the process listens on.',
          'Сравнить порт, путь и схему проверки с тем, что слушает процесс.',
        ),
      },
    ],
    values: {
      pod: pod.version.name,
      container: name,
      ...(probe?.port && { port: String(probe.port) }),
    },
  };
}

function portsOf(container: ContainerView | undefined): string {
  const ports = Array.isArray(container?.spec.ports)
    ? container.spec.ports
    : [];
  const shown = ports.map(port =>
    String(
      (port as { containerPort?: unknown }).containerPort ??
        asText(port) ??
        '?',
    ),
  );
  return shown.join(', ') || '–';
}
