import { resourceEvidence } from '../../findings/evidence';
import { calledAddresses, serviceOfHost } from '../../kubernetes/addresses';
import { replicasOf } from '../../kubernetes/health';
import { viewPod } from '../../kubernetes/pod';
import { podSetsOf, type PodSet } from '../../kubernetes/podSets';
import {
  podSetsBehind,
  podSetsOfNamespace,
  selectorOf,
} from '../../kubernetes/services';
import { asNumber, asObjects, asText, asTime, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import {
  refKey,
  type JsonObject,
  type ResourceRef,
  type ResourceVersion,
} from '../../snapshot/SnapshotInput';
import { getCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Bilingual } from '../../findings/Finding';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'service-selector-mismatch': [
    'the selector of the service fits no pods',
    'селектор сервиса не подходит ни к одному поду',
  ],
  'service-port-mismatch': [
    'the service leads to a port that its pods do not have',
    'сервис ведёт на порт, которого у подов нет',
  ],
  'scaled-to-zero': [
    'scaled to zero though others call it',
    'число реплик равно нулю, хотя сервис вызывают',
  ],
  'service-without-endpoints': [
    'the service has no ready pod behind it',
    'за сервисом нет ни одного готового пода',
  ],
});

/** Services that lead nowhere. Every one of them must have pods to lead to, or callers, to be missed. */
export const services: Analyzer = {
  id: 'kubernetes/services',
  causes: causes.descriptions,
  *analyze(snapshot) {
    const callers = callersByService(snapshot);
    for (const service of snapshot.list('Service')) {
      const called = callers.get(refKey(service)) ?? [];
      const candidate = judge(snapshot, service, called);
      if (candidate) {
        yield { ...candidate, affects: called, activeWhile: 'always' };
      }
    }
  },
};

function callersByService(snapshot: Snapshot): Map<string, ResourceRef[]> {
  const callers = new Map<string, ResourceRef[]>();
  for (const podSet of podSetsOf(snapshot)) {
    for (const { host } of calledAddresses(podSet)) {
      const service = serviceOfHost(snapshot, podSet.holder, host);
      if (service) {
        const key = refKey(service);
        callers.set(key, [...(callers.get(key) ?? []), podSet.top]);
      }
    }
  }
  return callers;
}

function judge(
  snapshot: Snapshot,
  service: ResourceVersion,
  callers: readonly ResourceRef[],
): Candidate | undefined {
  const selector = selectorOf(service);
  if (selector.length === 0 || !snapshot.isRecorded(service.instance, 'Pod')) {
    return undefined;
  }
  const behind = podSetsBehind(snapshot, service);
  if (behind.length === 0) {
    return judgeSelector(snapshot, service, callers);
  }
  const port = behind.some(({ pods }) => pods.length > 0)
    ? brokenPort(service, behind)
    : undefined;
  if (port) {
    return describe(service, 'service-port-mismatch', port, { values: {} });
  }
  const zero = behind.filter(
    ({ holder }) => isScaled(holder) && replicasOf(holder).wanted === 0,
  );
  const ready = behind.some(({ pods }) => pods.some(pod => viewPod(pod).ready));
  if (zero.length === behind.length && callers.length > 0) {
    const [{ holder, top }] = zero;
    return {
      ...describe(
        holder,
        'scaled-to-zero',
        say(`service ${service.name}`, `сервис ${service.name}`),
        { values: { service: service.name } },
      ),
      subject: top,
      since:
        asTime(dig(holder.body, 'metadata', 'creationTimestamp')) === undefined
          ? undefined
          : snapshot.history(holder).slice(-1)[0]?.validFrom,
    };
  }
  return !ready &&
    behind.some(({ pods }) => pods.length > 0) &&
    callers.length > 0 &&
    isOld(snapshot, behind)
    ? {
        ...describe(service, 'service-without-endpoints', undefined, {
          values: {},
        }),
        directness: 'symptom',
      }
    : undefined;
}

function isScaled({ kind }: ResourceVersion): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'Rollout';
}

function isOld(snapshot: Snapshot, behind: readonly PodSet[]): boolean {
  return behind.every(({ pods }) =>
    pods.every(pod => snapshot.at - viewPod(pod).created > 120_000),
  );
}

/** Nearest miss: pods that have the same label names, or the name of the service, with another value. */
function judgeSelector(
  snapshot: Snapshot,
  service: ResourceVersion,
  callers: readonly ResourceRef[],
): Candidate | undefined {
  const selector = selectorOf(service);
  const misses = podSetsOfNamespace(
    snapshot,
    service.instance,
    service.namespace,
  )
    .map(podSet => ({
      podSet,
      wrong: selector.filter(
        ([name, value]) => podSet.labels.get(name) !== value,
      ),
      named:
        podSet.holder.name === service.name || podSet.top.name === service.name,
    }))
    .filter(({ wrong, named }) => wrong.length < selector.length || named)
    .sort(
      (a, b) =>
        Number(b.named) - Number(a.named) || a.wrong.length - b.wrong.length,
    );
  const [nearest] = misses;
  if (!nearest && callers.length === 0) {
    return undefined;
  }
  const differing = (nearest?.wrong ?? selector)
    .map(([name, value]) => {
      const has = nearest?.podSet.labels.get(name);
      return `${name}: ${value} ≠ ${has ?? '–'}`;
    })
    .join(', ');
  const detail = nearest
    ? say(
        `pods of ${nearest.podSet.top.name} have other labels (${quote(
          differing,
          120,
        )})`,
        `у подов ${nearest.podSet.top.name} другие метки (${quote(
          differing,
          120,
        )})`,
      )
    : say(quote(differing, 120), quote(differing, 120));
  return describe(service, 'service-selector-mismatch', detail, {
    values: nearest ? { workload: nearest.podSet.top.name } : {},
  });
}

function brokenPort(
  service: ResourceVersion,
  behind: readonly PodSet[],
): Bilingual | undefined {
  for (const port of asObjects(dig(service.body, 'spec', 'ports'))) {
    const target = port.targetPort ?? port.port;
    const fits = behind.some(podSet =>
      podSet.containers.some(container => hasPort(container, target)),
    );
    const declares = behind.every(podSet =>
      podSet.containers.some(({ ports }) => asObjects(ports).length > 0),
    );
    const isName =
      asText(target) !== undefined && !/^\d+$/.test(String(target));
    if (!fits && (declares || isName)) {
      const has = behind
        .flatMap(({ containers }) =>
          containers.flatMap(({ ports }) => asObjects(ports)),
        )
        .map(({ name, containerPort }) =>
          [asText(name), asNumber(containerPort)].filter(Boolean).join(' '),
        )
        .join(', ');
      return say(
        `targetPort ${target}, the pods have ${quote(has, 80) || '–'}`,
        `targetPort ${target}, у подов ${quote(has, 80) || '–'}`,
      );
    }
  }
  return undefined;
}

function hasPort(container: JsonObject, target: JsonObject[string]): boolean {
  return asObjects(container.ports).some(
    ({ name, containerPort }) =>
      name === target || String(containerPort) === String(target),
  );
}

function describe(
  version: ResourceVersion,
  cause: Parameters<typeof causes.title>[0],
  detail: Bilingual | undefined,
  { values }: { values: Record<string, string> },
): Candidate {
  const title = causes.title(cause, version.name, detail);
  const state = resourceEvidence(version, title);
  return {
    cause,
    subject: toRef(version),
    title,
    severity: 'error',
    directness: 'inferred',
    reasons: [{ text: title, evidence: [state.id] }],
    evidence: [state],
    explains: ['service-without-endpoints'],
    nextChecks: [
      {
        text: say(
          'Compare its selector and ports with labels and ports of the pods.',
          'Сравнить селектор и порты с метками и портами подов.',
        ),
        command: getCommand(version),
      },
    ],
    values,
  };
}
