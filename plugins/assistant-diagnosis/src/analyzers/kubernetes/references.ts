import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { referencesOf, type Reference } from '../../kubernetes/references';
import { isFaultyWait, lastFailure } from '../../kubernetes/podHealth';
import { viewEvent } from '../../snapshot/events';
import { asObject } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { listCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { illPods, type IllPod } from './illPods';
import { severityOf } from './severityOf';
import type { Analyzer, Candidate } from '../Analyzer';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'secret-missing': [
    'a Secret that the pod needs does not exist',
    'нужного поду объекта Secret не существует',
  ],
  'secret-key-missing': [
    'a Secret lacks a key that the pod needs',
    'в объекте Secret нет нужного поду ключа',
  ],
  'configmap-missing': [
    'a ConfigMap that the pod needs does not exist',
    'нужного поду объекта ConfigMap не существует',
  ],
  'configmap-key-missing': [
    'a ConfigMap lacks a key that the pod needs',
    'в объекте ConfigMap нет нужного поду ключа',
  ],
  'pvc-missing': [
    'a volume claim of the pod does not exist',
    'заявки на том (PVC), которую использует под, не существует',
  ],
  'service-account-missing': [
    'the service account of the pods does not exist',
    'сервисного аккаунта, под которым должны работать поды, не существует',
  ],
  'volume-mount-failing': [
    'a volume cannot be mounted',
    'том не удаётся подключить',
  ],
  'pod-sandbox-failing': [
    'the network or sandbox of the pod cannot be set up',
    'не удаётся подготовить сеть или песочницу пода',
  ],
  'container-config-error': [
    'the container cannot be configured',
    'не удаётся подготовить конфигурацию контейнера',
  ],
  'pod-start-stuck': [
    'the pod does not get beyond its start',
    'под не продвигается дальше запуска',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

const MISSING: ReadonlyArray<[RegExp, Cause]> = [
  [/couldn't find key (\S+) in Secret (\S+)/i, 'secret-key-missing'],
  [/couldn't find key (\S+) in ConfigMap (\S+)/i, 'configmap-key-missing'],
  [
    /references non-existent (?:config|secret) key: (\S+)/i,
    'configmap-key-missing',
  ],
  [/secrets? "([^"]+)" not found/i, 'secret-missing'],
  [/configmaps? "([^"]+)" not found/i, 'configmap-missing'],
  [/persistentvolumeclaim "([^"]+)" not found/i, 'pvc-missing'],
  [/serviceaccount "([^"]+)" not found/i, 'service-account-missing'],
  [
    /(?:MountVolume|FailedMount|AttachVolume|Unable to attach or mount|permission denied.*volume)/i,
    'volume-mount-failing',
  ],
  [/(?:sandbox|CNI|network plugin|NetworkPlugin)/i, 'pod-sandbox-failing'],
];
const EVENTS =
  /^(Failed|FailedMount|FailedAttachVolume|FailedMapVolume|FailedCreatePodSandBox|FailedPrepareDynamicResources|NetworkNotReady|FailedSync|CreateContainerError)$/;
const WAITS =
  /^(CreateContainerConfigError|CreateContainerError|ContainerCreating|PodInitializing|PreCreateHookError|PreStartHookError|RunContainerError|PostStartHookError)$/;

/** Pods that wait for what they name: config, secrets, volumes, accounts. */
export const references: Analyzer = {
  id: 'kubernetes/references',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const ill of illPods(snapshot)) {
      // what waits for an init container that runs or falls does not wait for what it names
      const initializing = ill.pod.containers.some(
        one => one.init && (isFaultyWait(one) || lastFailure(one)),
      );
      const waits = ill.pod.containers.filter(({ waiting, init }) =>
        initializing && !init ? false : WAITS.test(waiting?.reason ?? ''),
      );
      if (waits.length > 0 || ill.trouble === 'creating') {
        yield judge(
          snapshot,
          ill,
          waits.map(({ waiting }) => waiting?.message ?? ''),
          waits[0]?.waiting?.reason ?? '',
        );
      }
    }
  },
};

function judge(
  snapshot: Snapshot,
  ill: IllPod,
  waiting: readonly string[],
  reason: string,
): Candidate {
  const events = snapshot
    .eventsOf(ill.pod.version)
    .filter(version => EVENTS.test(viewEvent(version).reason));
  const newestFirst = [...events].reverse();
  const messages = [
    ...waiting,
    ...newestFirst.map(event => viewEvent(event).message),
  ];
  for (const [pattern, cause] of MISSING) {
    const message = messages.find(one => pattern.test(one));
    if (message) {
      const match = pattern.exec(message);
      const event = newestFirst.find(one => viewEvent(one).message === message);
      const names = (match?.slice(1) ?? []).map(name =>
        name.replace(/^[^/]*\/|[.,:]$/g, ''),
      );
      const isKey = cause.endsWith('-key-missing') && names.length > 1;
      return describe(snapshot, ill, {
        cause,
        what: isKey ? `${names[1]}/${names[0]}` : names[0],
        message,
        event,
        directness: 'direct',
      });
    }
  }
  const absent = referencesOf(ill.pod.spec).find(one =>
    isAbsent(snapshot, ill, one),
  );
  if (absent) {
    return describe(snapshot, ill, {
      cause: CAUSE_OF_KIND[absent.kind],
      what: `${absent.name} (${absent.by})`,
      message: messages[0] ?? '',
      event: newestFirst[0],
      directness: 'inferred',
    });
  }
  return describe(snapshot, ill, {
    cause: /ConfigError|CreateContainerError|Hook/.test(reason)
      ? 'container-config-error'
      : 'pod-start-stuck',
    message: messages.find(message => message !== '') ?? '',
    event: newestFirst[0],
    directness: 'symptom',
  });
}

const CAUSE_OF_KIND: Readonly<Record<Reference['kind'], Cause>> = {
  ConfigMap: 'configmap-missing',
  Secret: 'secret-missing',
  PersistentVolumeClaim: 'pvc-missing',
  ServiceAccount: 'service-account-missing',
};

/** Only where objects of the kind were recorded does a gap prove anything. */
function isAbsent(
  snapshot: Snapshot,
  { pod }: IllPod,
  one: Reference,
): boolean {
  const { version } = pod;
  if (one.optional || !snapshot.isRecorded(version.instance, one.kind)) {
    return false;
  }
  const found = snapshot.sibling(version, one.kind, one.name);
  return (
    found === undefined ||
    (one.key !== undefined &&
      found.body.data !== undefined &&
      !(one.key in asObject(found.body.data)) &&
      !(one.key in asObject(found.body.binaryData)))
  );
}

function describe(
  snapshot: Snapshot,
  { pod, workload }: IllPod,
  told: {
    cause: Cause;
    what?: string;
    message: string;
    event?: ResourceVersion;
    directness: Candidate['directness'];
  },
): Candidate {
  const what = told.what && quote(told.what, 120);
  const state = resourceEvidence(
    pod.version,
    say(
      `Pod ${pod.version.name} waits${
        told.message && `: ${quote(told.message)}`
      }`,
      `Под ${pod.version.name} ожидает${
        told.message && `: ${quote(told.message)}`
      }`,
    ),
  );
  return {
    cause: told.cause,
    subject: toRef(pod.version),
    title: causes.title(
      told.cause,
      workload,
      what ? say(what, what) : undefined,
    ),
    severity: severityOf(snapshot, pod.version),
    directness: told.directness,
    reasons: [
      {
        text: told.message
          ? say(
              `The kubelet says: ${quote(told.message)}.`,
              `Kubelet сообщает: ${quote(told.message)}.`,
            )
          : say(
              `The pod names ${what ?? 'something'} that is not there.`,
              `Под ссылается на ${what ?? 'объект'}, которого нет.`,
            ),
        evidence: [state.id],
      },
    ],
    evidence: [state, ...(told.event ? [eventEvidence(told.event)] : [])],
    since: pod.created,
    explains: ['pod-not-ready', 'pod-start-stuck'],
    nextChecks: [
      {
        text: say(
          'See which of these objects exist.',
          'Посмотреть, какие из этих объектов есть.',
        ),
        command: listCommand(
          'configmap,secret,pvc,serviceaccount',
          pod.version.namespace,
        ),
      },
    ],
    values: { pod: pod.version.name, ...(told.what && { name: told.what }) },
  };
}
