import { resourceEvidence } from '../../findings/evidence';
import { calledAddresses, serviceOfHost } from '../../kubernetes/addresses';
import { conditionOf } from '../../kubernetes/pod';
import { parseQuantity } from '../../kubernetes/quantity';
import { referencesOf } from '../../kubernetes/references';
import { podSetsOfNamespace } from '../../kubernetes/services';
import { asTexts, asTime, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { describeCommand, listNames, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { PodSet } from '../../kubernetes/podSets';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'quota-exceeded': [
    'the quota of the namespace leaves no room',
    'квота пространства имён исчерпана',
  ],
});

/**
 * Objects that a person applies are refused to that person's face: no event tells of it. What is left
 * is a quota and a workload that names an object which is not there.
 */
export const quotas: Analyzer = {
  id: 'kubernetes/quotas',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const quota of snapshot.list('ResourceQuota')) {
      for (const told of [
        lacksServices(snapshot, quota),
        lacksClaims(snapshot, quota),
      ]) {
        if (told) {
          yield describe(quota, told);
        }
      }
    }
  },
};

interface Told {
  kind: 'Service' | 'PersistentVolumeClaim';
  /** Names that lead nowhere. */
  missing: readonly string[];
  victims: readonly PodSet[];
  /** The limit that stands in the way, e.g. `services 1/1`. */
  limit: string;
  explains: readonly string[];
}

interface Limit {
  name: string;
  used: string;
  hard: string;
}

function limitsOf({ body }: ResourceVersion): Limit[] {
  const used = new Map(asTexts(dig(body, 'status', 'used')));
  const hard = dig(body, 'status', 'hard') ?? dig(body, 'spec', 'hard');
  return asTexts(hard).map(([name, value]) => ({
    name,
    used: used.get(name) ?? '0',
    hard: value,
  }));
}

const word = ({ name, used, hard }: Limit) => `${name} ${used}/${hard}`;

/** The quota of services is used up, and somebody calls one that does not exist. */
function lacksServices(
  snapshot: Snapshot,
  quota: ResourceVersion,
): Told | undefined {
  const full = limitsOf(quota).find(
    ({ name, used, hard }) =>
      /^(count\/)?services$/.test(name) &&
      parseQuantity(used) >= parseQuantity(hard),
  );
  if (!full || !snapshot.isRecorded(quota.instance, 'Service')) {
    return undefined;
  }
  const sets = podSetsOfNamespace(snapshot, quota.instance, quota.namespace);
  // a workload of the same name is there: only its service is not
  const names = new Set(sets.map(({ top }) => top.name));
  const missingOf = (podSet: PodSet) =>
    calledAddresses(podSet)
      .filter(
        ({ host }) =>
          names.has(host.split('.')[0]) &&
          !serviceOfHost(snapshot, podSet.holder, host),
      )
      .map(({ host }) => host.split('.')[0]);
  const missing = [...new Set(sets.flatMap(missingOf))].sort();
  return missing.length > 0
    ? {
        kind: 'Service',
        missing,
        victims: sets.filter(podSet => missingOf(podSet).length > 0),
        limit: word(full),
        explains: [
          'caller-address-unresolved',
          'dns-resolution-failing',
          'dependency-unreachable',
        ],
      }
    : undefined;
}

/** Storage is limited, and pods wait for a claim that nobody could make. */
function lacksClaims(
  snapshot: Snapshot,
  quota: ResourceVersion,
): Told | undefined {
  const limit = limitsOf(quota).find(({ name }) =>
    /(^|\/)(requests\.storage|persistentvolumeclaims)$/.test(name),
  );
  if (!limit) {
    return undefined;
  }
  const recorded = snapshot.isRecorded(quota.instance, 'PersistentVolumeClaim');
  const missingOf = (podSet: PodSet) =>
    referencesOf(podSet.spec)
      .filter(
        ({ kind, name }) =>
          kind === 'PersistentVolumeClaim' &&
          (recorded
            ? !snapshot.sibling(podSet.holder, kind, name)
            : isToldMissing(podSet, name)),
      )
      .map(({ name }) => name);
  const victims = podSetsOfNamespace(
    snapshot,
    quota.instance,
    quota.namespace,
  ).filter(podSet => podSet.pods.length > 0 && missingOf(podSet).length > 0);
  return victims.length > 0
    ? {
        kind: 'PersistentVolumeClaim',
        missing: [...new Set(victims.flatMap(missingOf))].sort(),
        victims,
        limit: word(limit),
        explains: ['pvc-missing', 'unschedulable', 'pvc-unbound'],
      }
    : undefined;
}

/** The scheduler knows what nobody recorded. */
function isToldMissing({ pods }: PodSet, claim: string): boolean {
  return pods.some(pod =>
    conditionOf(pod, 'PodScheduled')?.message.includes(
      `persistentvolumeclaim "${claim}" not found`,
    ),
  );
}

function describe(quota: ResourceVersion, told: Told): Candidate {
  const { kind, limit } = told;
  const missing = listNames(told.missing);
  const tops = told.victims.map(({ top }) => top);
  const state = resourceEvidence(
    quota,
    say(
      `ResourceQuota ${quota.name}: ${limit}`,
      `ResourceQuota ${quota.name}: использовано ${limit}`,
    ),
  );
  const created = told.victims
    .map(({ holder }) =>
      asTime(dig(holder.body, 'metadata', 'creationTimestamp')),
    )
    .filter((time): time is number => time !== undefined);
  return {
    cause: 'quota-exceeded',
    subject: toRef(quota),
    title: causes.title(
      'quota-exceeded',
      listNames(tops.map(({ name }) => name)),
      say(
        `${limit}; ${kind} ${missing} is not there`,
        `${limit}; ${kind} ${missing} отсутствует`,
      ),
    ),
    severity: 'error',
    directness: 'inferred',
    reasons: [
      {
        text: say(
          `The workload names ${kind} ${missing}, which does not exist, and the quota limits this kind: ${limit}. It was probably refused when it was applied.`,
          `Рабочая нагрузка ссылается на ${kind} ${missing}, которого нет, а квота ограничивает этот вид объектов: ${limit}. Вероятно, при создании он был отклонён.`,
        ),
        evidence: [state.id],
      },
    ],
    evidence: [state],
    since: created.length > 0 ? Math.min(...created) : undefined,
    activeWhile: 'always',
    affects: tops,
    explains: told.explains,
    nextChecks: [
      {
        text: say(
          'Compare use and limit of the quota.',
          'Сравнить использование квоты с её пределом.',
        ),
        command: describeCommand(quota),
      },
    ],
    values: { name: quota.name, missing },
  };
}
