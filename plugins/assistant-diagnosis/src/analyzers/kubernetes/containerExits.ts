import { causeOfExit, signalOf, type ExitCause } from '../../causes/exitCode';
import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import {
  beganFailing,
  isFaultyWait,
  isUnstable,
  lastFailure,
} from '../../kubernetes/podHealth';
import { probeFailures } from '../../kubernetes/probes';
import { viewEvent } from '../../snapshot/events';
import { asText, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { countRu, logsCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import { severityOf } from './severityOf';
import type { ContainerView, TerminationView } from '../../kubernetes/pod';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'container-oom-killed': [
    'container runs out of memory (OOMKilled)',
    'контейнеру не хватает памяти (OOMKilled)',
  ],
  'command-not-found': [
    'the command to start does not exist in the image',
    'команды запуска нет в образе',
  ],
  'command-not-executable': [
    'the command to start cannot be executed',
    'команду запуска нельзя выполнить',
  ],
  'image-platform-mismatch': [
    'the image is built for another processor architecture',
    'образ собран для другой архитектуры процессора',
  ],
  'container-start-error': [
    'the container cannot be started',
    'контейнер не удаётся запустить',
  ],
  'segmentation-fault': [
    'the process crashes with a segmentation fault',
    'процесс падает с ошибкой сегментации',
  ],
  'process-aborted': [
    'the process aborts itself',
    'процесс прерывает сам себя (abort)',
  ],
  'container-killed': [
    'the container is killed from outside',
    'контейнер принудительно завершают извне',
  ],
  'container-terminated': [
    'the container is asked to end again and again',
    'контейнер раз за разом получает сигнал завершения',
  ],
  'container-completes': [
    'the process ends by itself though it should run on',
    'процесс завершается сам, хотя должен работать постоянно',
  ],
  'crash-loop': [
    'the container crashes again and again',
    'контейнер падает снова и снова',
  ],
  'init-container-failing': [
    'an init container fails, so the pod never starts',
    'init-контейнер завершается с ошибкой, и под не запускается',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

const INFERRED = new Set<ExitCause>([
  'command-not-found',
  'command-not-executable',
  'image-platform-mismatch',
  'container-start-error',
  'segmentation-fault',
]);

/** Containers that ended, by the code and the reason of their end. */
export const containerExits: Analyzer = {
  id: 'kubernetes/container-exits',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      for (const container of ill.pod.containers) {
        const ended = lastFailure(container) ?? endedWell(container);
        if (ended && isFalling(container, snapshot.at)) {
          // a probe's kill is told by the probe
          if (!wasKilledByProbe(snapshot, ill, container)) {
            yield describe(snapshot, ill, container, ended);
          }
        }
      }
    }
  },
};

function isFalling(container: ContainerView, at: number): boolean {
  return (
    isFaultyWait(container) ||
    isUnstable(container, at) ||
    (container.terminated !== undefined && container.terminated.exitCode !== 0)
  );
}

/** A main container in back-off that always ended with 0. */
function endedWell(container: ContainerView): TerminationView | undefined {
  return container.waiting?.reason === 'CrashLoopBackOff'
    ? container.last
    : undefined;
}

function wasKilledByProbe(
  snapshot: Snapshot,
  { pod }: IllPod,
  container: ContainerView,
): boolean {
  const ended = lastFailure(container);
  return (
    ended?.reason !== 'OOMKilled' &&
    probeFailures(snapshot, pod.version).some(
      failure =>
        failure.kind !== 'readiness' &&
        (failure.killed || (ended !== undefined && ended.exitCode >= 137)) &&
        (failure.container === undefined ||
          failure.container === container.name),
    )
  );
}

function describe(
  snapshot: Snapshot,
  ill: IllPod,
  container: ContainerView,
  ended: TerminationView,
): Candidate {
  const { pod, workload } = ill;
  const exit = causeOfExit(ended);
  const cause = causeIdOf(exit, container);
  const limit = asText(dig(container.spec, 'resources', 'limits', 'memory'));
  const oom = exit === 'container-oom-killed';
  const signal = signalOf(ended.exitCode);
  const state = resourceEvidence(
    pod.version,
    say(
      `${container.name}: exit code ${ended.exitCode}${
        signal ? ` (${signal})` : ''
      }, reason ${quote(ended.reason, 40) || 'none'}, ${
        container.restarts
      } restarts${limit && oom ? `, memory limit ${limit}` : ''}`,
      `${container.name}: код завершения ${ended.exitCode}${
        signal ? ` (${signal})` : ''
      }, причина ${quote(ended.reason, 40) || 'не указана'}, ${countRu(
        container.restarts,
        'перезапуск',
        'перезапуска',
        'перезапусков',
      )}${limit && oom ? `, лимит памяти ${limit}` : ''}`,
    ),
    ended.finishedAt,
  );
  const events = snapshot
    .eventsOf(pod.version)
    .filter(event =>
      ['BackOff', 'OOMKilling'].includes(viewEvent(event).reason),
    )
    .slice(-1)
    .map(eventEvidence);
  return {
    cause,
    subject: toRef(pod.version),
    title: causes.title(cause, workload, detailOf(ended, oom, limit)),
    severity: severityOf(snapshot, pod.version),
    directness: directnessOf(exit),
    reasons: [
      {
        text: reasonOf(container, ended),
        evidence: [state.id, ...events.map(({ id }) => id)],
      },
    ],
    evidence: [state, ...events],
    since: beganFailing(pod, container, snapshot.at),
    explains: [
      'crash-loop',
      'container-killed',
      'application-out-of-memory',
      'readiness-probe-failing',
    ],
    nextChecks: [
      {
        text: say(
          'Read the last lines before the end.',
          'Прочитать последние строки журнала перед завершением.',
        ),
        command: logsCommand(pod.version, container.name, {
          previous: container.terminated === undefined,
        }),
      },
    ],
    values: {
      container: container.name,
      pod: pod.version.name,
      exitCode: String(ended.exitCode),
      image: container.image,
      ...(limit && { limit }),
    },
  };
}

function detailOf(
  { exitCode }: TerminationView,
  oom: boolean,
  limit: string | undefined,
) {
  if (oom) {
    return limit ? say(`limit ${limit}`, `лимит ${limit}`) : undefined;
  }
  return exitCode === 0
    ? undefined
    : say(`exit code ${exitCode}`, `код завершения ${exitCode}`);
}

function directnessOf(exit: ExitCause): Candidate['directness'] {
  if (exit === 'container-oom-killed') {
    return 'direct';
  }
  return INFERRED.has(exit) ? 'inferred' : 'symptom';
}

function causeIdOf(exit: ExitCause, container: ContainerView): Cause {
  if (exit !== 'container-exits') {
    return exit;
  }
  return container.init ? 'init-container-failing' : 'crash-loop';
}

function reasonOf(container: ContainerView, ended: TerminationView) {
  const told = ended.message ? `: ${quote(ended.message)}` : '';
  if (ended.reason === 'OOMKilled') {
    return say(
      `The kernel ended container ${container.name} because it reached its memory limit.`,
      `Ядро завершило контейнер ${container.name}: достигнут лимит памяти.`,
    );
  }
  return say(
    `Container ${container.name} last ended with code ${ended.exitCode}${told}.`,
    `Контейнер ${container.name} в последний раз завершился с кодом ${ended.exitCode}${told}.`,
  );
}
