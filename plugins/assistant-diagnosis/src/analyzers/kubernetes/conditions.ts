import { resourceEvidence } from '../../findings/evidence';
import { BAD_PHASE, isBadCondition, phaseOf } from '../../kubernetes/health';
import { conditionsOf, type ConditionView } from '../../kubernetes/pod';
import { asNumber, asText, asTime, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { getCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'model-load-failed': [
    'the model cannot be loaded',
    'модель не удаётся загрузить',
  ],
  'serving-runtime-missing': [
    'no serving runtime supports the model',
    'нет среды выполнения, которая поддерживает модель',
  ],
  'application-out-of-memory': [
    'the application runs out of memory',
    'приложению не хватает памяти',
  ],
  'resource-failed': [
    'the object is in a failed state',
    'объект в состоянии ошибки',
  ],
  'resource-condition-failing': [
    'the object reports that it is not well',
    'объект сообщает о неисправности',
  ],
  'controller-lagging': [
    'its controller has not taken up the last change',
    'контроллер не обработал последнее изменение',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

/** Judged by analyzers of their own. */
const OTHERS = new Set([
  'Pod',
  'Node',
  'Event',
  'Job',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicationController',
  'HorizontalPodAutoscaler',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'CronJob',
  'PodDisruptionBudget',
  'Namespace',
  'CustomResourceDefinition',
  'APIService',
  'Lease',
]);
const GRACE = 60_000;
const LAG = 5 * 60_000;

/** Any object of any kind that says of itself, in the ways of Kubernetes, that it is not well. */
export const conditions: Analyzer = {
  id: 'kubernetes/conditions',
  causes: causes.descriptions,
  *analyze(snapshot) {
    const kinds = new Set(
      snapshot.input.resources
        .filter(
          ({ system, kind }) => system === 'kubernetes' && !OTHERS.has(kind),
        )
        .map(({ kind }) => kind),
    );
    for (const kind of [...kinds].sort()) {
      for (const version of snapshot.list(kind)) {
        const told = judge(snapshot, version);
        if (told) {
          yield describe(version, told);
        }
      }
    }
  },
};

interface Told {
  cause: Cause;
  text: string;
  since?: number;
  directness: Candidate['directness'];
  severity?: Candidate['severity'];
}

function judge(snapshot: Snapshot, version: ResourceVersion): Told | undefined {
  const bad = conditionsOf(version)
    .filter(
      condition =>
        isBadCondition(condition) && snapshot.at - (condition.at ?? 0) > GRACE,
    )
    // a part tells more than the sum
    .sort(
      (a, b) =>
        Number(a.type === 'Ready') - Number(b.type === 'Ready') ||
        b.message.length - a.message.length,
    );
  const [first] = bad;
  const since = first?.at;
  const failure = dig(version.body, 'status', 'modelStatus', 'lastFailureInfo');
  if (failure && (first || isBlocked(version))) {
    const reason = asText(dig(failure, 'reason')) ?? '';
    const cause =
      /NoSupportingRuntime|RuntimeNotRecognized|RuntimeDisabled/.test(reason)
        ? 'serving-runtime-missing'
        : 'model-load-failed';
    return {
      cause,
      text: [reason, asText(dig(failure, 'message'))]
        .filter(Boolean)
        .join(': '),
      since: asTime(dig(failure, 'time')) ?? since,
      directness: 'direct',
    };
  }
  const phase = phaseOf(version);
  const error =
    asText(dig(version.body, 'status', 'applicationState', 'errorMessage')) ??
    asText(dig(version.body, 'status', 'message')) ??
    asText(dig(version.body, 'status', 'reason'));
  if (phase && BAD_PHASE.test(phase)) {
    return {
      cause: /OOMKilled|OutOfMemory|exit ?code:? 137/i.test(error ?? '')
        ? 'application-out-of-memory'
        : 'resource-failed',
      text: [phase, error ?? conditionText(first)].filter(Boolean).join(': '),
      since: asTime(dig(version.body, 'status', 'terminationTime')) ?? since,
      directness: /OOMKilled/.test(error ?? '') ? 'direct' : 'symptom',
    };
  }
  if (first) {
    return {
      cause: 'resource-condition-failing',
      text: conditionText(first),
      since,
      directness: 'symptom',
    };
  }
  return judgeGeneration(snapshot, version);
}

function judgeGeneration(
  snapshot: Snapshot,
  version: ResourceVersion,
): Told | undefined {
  const [wanted, observed] = [
    asNumber(dig(version.body, 'metadata', 'generation')),
    asNumber(dig(version.body, 'status', 'observedGeneration')),
  ];
  const age = snapshot.at - version.validFrom;
  return wanted !== undefined &&
    observed !== undefined &&
    observed < wanted &&
    age > LAG
    ? {
        cause: 'controller-lagging',
        text: `generation ${wanted}, observed ${observed}`,
        since: version.validFrom,
        directness: 'symptom',
        severity: 'warning',
      }
    : undefined;
}

function isBlocked(version: ResourceVersion): boolean {
  return /BlockedByFailedLoad|InvalidSpec/.test(
    asText(dig(version.body, 'status', 'modelStatus', 'transitionStatus')) ??
      '',
  );
}

function conditionText(condition: ConditionView | undefined): string {
  return condition
    ? [
        `${condition.type}=${condition.status}`,
        condition.reason,
        condition.message,
      ]
        .filter(Boolean)
        .join(', ')
    : '';
}

function describe(version: ResourceVersion, told: Told): Candidate {
  const text = quote(told.text);
  const state = resourceEvidence(
    version,
    say(
      `${version.kind} ${version.name}: ${text}`,
      `${version.kind} ${version.name}: ${text} (состояние)`,
    ),
    told.since,
  );
  return {
    cause: told.cause,
    subject: toRef(version),
    title: causes.title(
      told.cause,
      version.name,
      text ? say(text, text) : undefined,
    ),
    severity: told.severity ?? 'error',
    directness: told.directness,
    reasons: [
      {
        text: say(
          `${version.kind} says of itself: ${text}.`,
          `${version.kind} сообщает о себе: ${text}.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state],
    since: told.since,
    activeWhile: 'always',
    explains:
      told.directness === 'direct'
        ? [
            'crash-loop',
            'init-container-failing',
            'resource-condition-failing',
            'resource-failed',
          ]
        : [],
    nextChecks: [
      {
        text: say('Read its whole status.', 'Прочитать его статус целиком.'),
        command: getCommand(version),
      },
    ],
  };
}
