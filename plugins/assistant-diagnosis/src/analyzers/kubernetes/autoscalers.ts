import { resourceEvidence } from '../../findings/evidence';
import { conditionOf, type ConditionView } from '../../kubernetes/pod';
import { asNumber, asObjects, asText, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { templateOf } from '../../kubernetes/podSets';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'hpa-target-missing': [
    'what it should scale does not exist',
    'объекта, который нужно масштабировать, не существует',
  ],
  'hpa-metrics-unavailable': [
    'the metrics to scale by are not to be had',
    'метрики для масштабирования недоступны',
  ],
  'hpa-requests-missing': [
    'it scales by a share of requests, but the containers have none',
    'масштабирование идёт по доле от requests, а у контейнеров их нет',
  ],
  'hpa-at-maximum': [
    'at its maximum and still above its target',
    'достигнут максимум реплик, а цель всё ещё превышена',
  ],
});

const GRACE = 5 * 60_000;
const STARTING = 60_000;

/** Autoscalers that cannot scale; one at its minimum is well. */
export const autoscalers: Analyzer = {
  id: 'kubernetes/autoscalers',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const hpa of snapshot.list('HorizontalPodAutoscaler')) {
      const told = judge(snapshot, hpa);
      if (told) {
        yield describe(snapshot, hpa, told);
      }
    }
  },
};

interface Told {
  cause: Parameters<typeof causes.title>[0];
  condition?: ConditionView;
  severity: Candidate['severity'];
}

function judge(snapshot: Snapshot, hpa: ResourceVersion): Told | undefined {
  const able = conditionOf(hpa, 'AbleToScale');
  const active = conditionOf(hpa, 'ScalingActive');
  if (
    able?.status === 'False' &&
    /FailedGetScale|NotFound/i.test(`${able.reason} ${able.message}`)
  ) {
    return { cause: 'hpa-target-missing', condition: able, severity: 'error' };
  }
  if (active?.status === 'False' && active.reason !== 'ScalingDisabled') {
    const missing =
      /missing request for/i.test(active.message) ||
      lacksRequests(snapshot, hpa);
    const age = active.at === undefined ? Infinity : snapshot.at - active.at;
    // an API that is not there does not come by waiting
    const absent =
      /could not find the requested resource|no metrics API/i.test(
        active.message,
      ) && age > STARTING;
    return age > GRACE || missing || absent
      ? {
          cause: missing ? 'hpa-requests-missing' : 'hpa-metrics-unavailable',
          condition: active,
          severity: 'warning',
        }
      : undefined;
  }
  const limited = conditionOf(hpa, 'ScalingLimited');
  const [current, max] = [
    asNumber(dig(hpa.body, 'status', 'currentReplicas')),
    asNumber(dig(hpa.body, 'spec', 'maxReplicas')),
  ];
  return limited?.status === 'True' &&
    limited.reason === 'TooManyReplicas' &&
    current === max &&
    snapshot.at - (limited.at ?? 0) > GRACE
    ? { cause: 'hpa-at-maximum', condition: limited, severity: 'warning' }
    : undefined;
}

function targetOf(
  snapshot: Snapshot,
  hpa: ResourceVersion,
): ResourceVersion | undefined {
  const target = dig(hpa.body, 'spec', 'scaleTargetRef');
  return snapshot.sibling(
    hpa,
    asText(dig(target, 'kind')) ?? '',
    asText(dig(target, 'name')) ?? '',
  );
}

function lacksRequests(snapshot: Snapshot, hpa: ResourceVersion): boolean {
  const target = targetOf(snapshot, hpa);
  const template = target && templateOf(target);
  const resources = asObjects(dig(hpa.body, 'spec', 'metrics'))
    .filter(
      metric => dig(metric, 'resource', 'target', 'type') === 'Utilization',
    )
    .map(metric => asText(dig(metric, 'resource', 'name')) ?? '');
  return (
    template !== undefined &&
    resources.some(name =>
      asObjects(dig(template, 'spec', 'containers')).some(
        container =>
          dig(container, 'resources', 'requests', name) === undefined &&
          dig(container, 'resources', 'limits', name) === undefined,
      ),
    )
  );
}

function describe(
  snapshot: Snapshot,
  hpa: ResourceVersion,
  { cause, condition, severity }: Told,
): Candidate {
  const text = quote(condition?.message ?? '');
  const state = resourceEvidence(
    hpa,
    say(
      `${condition?.type}=${condition?.status}: ${text}`,
      `${condition?.type}=${condition?.status}: ${text} (автомасштабирование)`,
    ),
    condition?.at,
  );
  const target = targetOf(snapshot, hpa);
  return {
    cause,
    subject: toRef(hpa),
    title: causes.title(cause, hpa.name),
    severity,
    directness: 'direct',
    reasons: [
      {
        text: say(
          `The autoscaler says: ${text}.`,
          `Автомасштабирование сообщает: ${text}.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state],
    since: condition?.at,
    activeWhile: 'always',
    // that it cannot scale breaks nothing by itself
    affects: cause === 'hpa-at-maximum' && target ? [toRef(target)] : [],
    nextChecks: [
      {
        text: say(
          'See its conditions and current metrics.',
          'Посмотреть его состояния и текущие метрики.',
        ),
        command: describeCommand(hpa),
      },
    ],
  };
}
