import { parseRefusal, type Refusal } from '../../causes/admissionMessage';
import { eventEvidence, resourceEvidence } from '../../findings/evidence';
import { isShort } from '../../kubernetes/health';
import { conditionOf } from '../../kubernetes/pod';
import { viewEvent } from '../../snapshot/events';
import { toRef } from '../../snapshot/owners';
import { getCommand, listCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { refusedUnrecorded } from './refusedUnrecorded';
import { severityOf } from './severityOf';
import type { Evidence } from '../../findings/Finding';
import type {
  ResourceRef,
  ResourceVersion,
} from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'quota-exceeded': [
    'the quota of the namespace leaves no room',
    'квота пространства имён исчерпана',
  ],
  'limit-range-violated': [
    'the LimitRange of the namespace refuses the pods',
    'LimitRange пространства имён отклоняет поды',
  ],
  'pod-security-violation': [
    'the Pod Security level of the namespace refuses the pods',
    'уровень Pod Security пространства имён отклоняет поды',
  ],
  'admission-webhook-denied': [
    'an admission policy refuses the pods',
    'политика допуска (webhook) отклоняет поды',
  ],
  'admission-webhook-unreachable': [
    'an admission webhook does not answer, so nothing can be created',
    'webhook допуска не отвечает, поэтому создать ничего нельзя',
  ],
  'service-account-missing': [
    'the service account of the pods does not exist',
    'сервисного аккаунта, под которым должны работать поды, не существует',
  ],
  'priority-class-missing': [
    'the priority class of the pods does not exist',
    'класса приоритета подов не существует',
  ],
  'create-forbidden': [
    'the controller may not create the pods',
    'контроллеру не разрешено создавать поды',
  ],
  'object-invalid': [
    'the API server finds the pods invalid',
    'API-сервер считает описание подов неверным',
  ],
  'pods-not-created': ['pods are not created', 'поды не создаются'],
});

const REASONS = new Set([
  'FailedCreate',
  'FailedCreatePod',
  'ReplicaSetCreateError',
  'FailedDaemonPod',
]);

/** Pods that the API server refuses to make. */
export const admission: Analyzer = {
  id: 'kubernetes/admission',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const kind of [
      'ReplicaSet',
      'StatefulSet',
      'DaemonSet',
      'Job',
      'ReplicationController',
      'Deployment',
    ]) {
      for (const owner of snapshot.list(kind)) {
        const told = lastRefusal(snapshot, owner);
        if (told) {
          yield describe(snapshot, owner, told);
        }
      }
    }
    for (const { owner, event } of refusedUnrecorded(snapshot)) {
      const message = viewEvent(event).message;
      if (parseRefusal(message)) {
        yield {
          ...describe(snapshot, owner, {
            message,
            evidence: eventEvidence(event),
          }),
          directness: 'inferred',
          activeWhile: 'always',
        };
      }
    }
  },
};

/** By the condition if there is one, else by the newest event; only while pods are missing. */
function lastRefusal(
  snapshot: Snapshot,
  owner: ResourceVersion,
): { message: string; evidence: Evidence } | undefined {
  const condition = conditionOf(owner, 'ReplicaFailure');
  if (condition?.status === 'True') {
    return {
      message: condition.message,
      evidence: resourceEvidence(
        owner,
        say(
          `${owner.kind} ${owner.name}: ${quote(condition.message)}`,
          `${owner.kind} ${owner.name}: ${quote(
            condition.message,
          )} (создание отклонено)`,
        ),
        condition.at,
      ),
    };
  }
  const event = snapshot
    .eventsOf(owner)
    .filter(version => REASONS.has(viewEvent(version).reason))
    .slice(-1)[0];
  return event && owner.kind !== 'Deployment' && lacksPods(snapshot, owner)
    ? { message: viewEvent(event).message, evidence: eventEvidence(event) }
    : undefined;
}

function lacksPods(snapshot: Snapshot, owner: ResourceVersion): boolean {
  return owner.kind === 'Job'
    ? snapshot.podsOf(owner).length === 0 &&
        conditionOf(owner, 'Complete') === undefined
    : isShort(snapshot, owner);
}

function describe(
  snapshot: Snapshot,
  owner: ResourceVersion,
  { message, evidence }: { message: string; evidence: Evidence },
): Candidate {
  const refusal: Refusal | undefined = parseRefusal(message);
  const cause = refusal?.cause ?? 'pods-not-created';
  const top = snapshot.topOwnerOf(owner);
  const shared =
    cause === 'quota-exceeded' ? quotaOf(owner, refusal?.name) : undefined;
  const detail = quote(
    [refusal?.name, refusal?.detail].filter(Boolean).join(': '),
    160,
  );
  const events = snapshot
    .eventsOf(owner)
    .map(event => viewEvent(event))
    .filter(({ reason }) => REASONS.has(reason));
  const begun =
    events.length > 0
      ? Math.min(...events.map(({ first }) => first))
      : undefined;
  return {
    cause,
    subject: shared ?? toRef(owner),
    title: causes.title(
      cause,
      top.name,
      detail ? say(detail, detail) : undefined,
    ),
    severity: severityOf(snapshot, owner),
    directness: refusal ? 'direct' : 'symptom',
    reasons: [
      {
        text: say(
          `The API server refused: ${quote(message)}.`,
          `API-сервер отклонил запрос: ${quote(message)}.`,
        ),
        evidence: [evidence.id],
      },
    ],
    evidence: [evidence],
    since: conditionOf(owner, 'ReplicaFailure')?.at ?? begun,
    activeWhile: shared ? [toRef(owner), top] : undefined,
    affects: shared ? [top] : [],
    explains: ['rollout-stuck', 'workload-unavailable', 'pods-not-created'],
    nextChecks: [
      shared
        ? {
            text: say(
              'Compare use and limit of the quota.',
              'Сравнить использование квоты с её пределом.',
            ),
            command: getCommand(shared),
          }
        : {
            text: say(
              'See what limits the namespace.',
              'Посмотреть, что ограничивает пространство имён.',
            ),
            command: listCommand('resourcequota,limitrange', owner.namespace),
          },
    ],
    values: {
      workload: top.name,
      ...(refusal?.name && { name: refusal.name }),
    },
  };
}

function quotaOf(
  owner: ResourceVersion,
  name: string | undefined,
): ResourceRef | undefined {
  return name ? { ...toRef(owner), kind: 'ResourceQuota', name } : undefined;
}
