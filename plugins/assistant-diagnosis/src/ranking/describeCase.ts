import { capSeverity } from '../severity';
import { refKey, type ResourceRef } from '../snapshot/SnapshotInput';
import { describeCommand, quote, say } from '../wording';
import { uniqueEvidence, uniqueReasons } from './foldByOwner';
import { hashText } from './hash';
import { scoreCase } from './rankFindings';
import type { InnocentChange, RankedCandidate } from '../changes/rankChanges';
import type {
  Bilingual,
  Confidence,
  Evidence,
  Finding,
  NextCheck,
  Reason,
  Subject,
} from '../findings/Finding';
import type { Snapshot } from '../snapshot/Snapshot';
import type { Case } from './Case';

const CONFIDENCE: Readonly<Record<string, Confidence>> = {
  direct: 'confirmed',
  inferred: 'likely',
  symptom: 'possible',
};

const MAX_VICTIMS = 50;

/** Turns a case into the finding that is shown. */
export function describeCase(
  snapshot: Snapshot,
  one: Case,
  options: {
    totalSymptoms: number;
    blamed: readonly RankedCandidate[];
    innocent: readonly InnocentChange[];
  },
): Finding {
  const { candidate, key } = one;
  const subject = toSubject(snapshot, one.subject);
  const production = snapshot.environmentOf(one.subject);
  const [first] = options.blamed;
  const evidence = collectEvidence(one, first, snapshot.at);
  const shown = new Set(evidence.map(({ id }) => id));
  return {
    id: hashText(`${subject.instance}|${key}|${candidate.cause}`),
    cause: candidate.cause,
    subject,
    title: candidate.title,
    severity: capSeverity(candidate.severity, production),
    confidence: CONFIDENCE[candidate.directness],
    reasons: collectReasons(one, first).map(reason => ({
      ...reason,
      evidence: reason.evidence.filter(id => shown.has(id)),
    })),
    score: scoreCase(one, {
      at: snapshot.at,
      totalSymptoms: options.totalSymptoms,
      production: production.production,
    }),
    ...(candidate.since !== undefined && {
      since: Math.min(candidate.since, snapshot.at),
    }),
    lastSeen: Math.max(...evidence.map(({ at }) => at), candidate.since ?? 0),
    evidence,
    victims: collectVictims(snapshot, one),
    ...(first && {
      change: {
        id: first.change.id,
        at: first.change.at,
        subject: toSubject(snapshot, first.change.subject),
        kind: first.change.kind,
        text: first.change.text,
        detail: first.change.detail,
        score: Math.round(first.score * 1000) / 1000,
      },
    }),
    ruledOut: collectRuledOut(one, options.innocent),
    nextChecks: collectChecks(one),
    values: candidate.values ?? {},
  };
}

export function toSubject(snapshot: Snapshot, ref: ResourceRef): Subject {
  const [entityRef] = snapshot.entitiesOf(ref);
  return {
    system: ref.system,
    instance: ref.instance,
    kind: ref.kind,
    ...(ref.namespace !== undefined && { namespace: ref.namespace }),
    name: ref.name,
    environment: snapshot.environmentOf(ref).name,
    ...(entityRef !== undefined && { entityRef }),
  };
}

/** Own evidence first, then that of what it explains; a time ahead of the clock is the clock's. */
function collectEvidence(
  one: Case,
  blamed: RankedCandidate | undefined,
  now: number,
): Evidence[] {
  const changes: Evidence[] = blamed
    ? [
        {
          id: blamed.change.id,
          source: 'change',
          at: blamed.change.at,
          text: blamed.change.text,
          subject: blamed.change.subject,
        },
      ]
    : [];
  return uniqueEvidence([
    ...one.candidate.evidence.slice(0, 8),
    ...changes,
    ...one.own.flatMap(({ evidence }) => evidence.slice(0, 2)),
    ...one.victims.flatMap(({ candidate }) => candidate.evidence.slice(0, 1)),
  ]).map(evidence => ({ ...evidence, at: Math.min(evidence.at, now) }));
}

function collectReasons(
  one: Case,
  blamed: RankedCandidate | undefined,
): Reason[] {
  const { candidate, own, victims } = one;
  const names = [
    ...new Set(
      victims
        .filter(({ subject }) => !isSameThing(subject, one.subject))
        .map(({ subject }) => subject.name),
    ),
  ];
  return uniqueReasons([
    ...candidate.reasons.slice(0, 4),
    ...(blamed
      ? [
          {
            text: say(
              `It began after a change: ${blamed.change.detail.en}.`,
              `Началось после изменения: ${blamed.change.detail.ru}.`,
            ),
            evidence: [blamed.change.id],
          },
        ]
      : []),
    ...own.flatMap(({ reasons }) => reasons.slice(0, 1)),
    ...(names.length > 0
      ? [
          {
            text: say(
              `It explains what is seen at ${quote(
                names.slice(0, 5).join(', '),
              )}.`,
              `Этим объясняется то, что происходит с ${quote(
                names.slice(0, 5).join(', '),
              )}.`,
            ),
            evidence: victims.flatMap(victim =>
              victim.candidate.evidence.slice(0, 1).map(({ id }) => id),
            ),
          },
        ]
      : []),
  ]);
}

function collectVictims(snapshot: Snapshot, one: Case): Subject[] {
  const refs = new Map<string, ResourceRef>();
  for (const ref of one.candidate.affects ?? []) {
    const top = snapshot.topOwnerOf(ref);
    refs.set(refKey(top), top);
  }
  for (const victim of one.victims) {
    refs.set(victim.key, victim.subject);
    for (const ref of victim.candidate.affects ?? []) {
      const top = snapshot.topOwnerOf(ref);
      refs.set(refKey(top), top);
    }
  }
  for (const [key, ref] of refs) {
    if (isSameThing(ref, one.subject)) {
      refs.delete(key);
    }
  }
  const all = [...refs.values()];
  return [...refs]
    .filter(
      ([, ref]) =>
        ref.kind !== 'Service' ||
        !all.some(other => other !== ref && isSameThing(other, ref)),
    )
    .map(([key]) => key)
    .sort()
    .slice(0, MAX_VICTIMS)
    .map(key => toSubject(snapshot, refs.get(key)!));
}

/** A service and a deployment of one name are one thing to the reader. */
function isSameThing(a: ResourceRef, b: ResourceRef): boolean {
  return (
    a.instance === b.instance &&
    a.namespace === b.namespace &&
    a.name === b.name
  );
}

function collectRuledOut(
  one: Case,
  innocent: readonly InnocentChange[],
): Bilingual[] {
  const { name, namespace } = one.subject;
  const neighbours = innocent
    .filter(
      ({ change: { subject }, needed }) =>
        needed || namespace === undefined || subject.namespace === namespace,
    )
    .slice(-3)
    .map(({ change: { subject, detail }, needed }) =>
      needed
        ? say(
            `The change of ${subject.name} (${detail.en}): the fault lies in ${name} itself.`,
            `Изменение ${subject.name} (${detail.ru}): неисправность в самом ${name}.`,
          )
        : say(
            `The change of ${subject.name} (${detail.en}): ${name} does not need it.`,
            `Изменение ${subject.name} (${detail.ru}): ${name} от него не зависит.`,
          ),
    );
  return [...(one.candidate.ruledOut ?? []), ...neighbours];
}

/** What only shows that something is wrong comes with at least two checks that settle it. */
function collectChecks({ candidate, subject }: Case): NextCheck[] {
  const checks = [...(candidate.nextChecks ?? [])];
  if (subject.system !== 'kubernetes') {
    return checks;
  }
  const general: NextCheck = {
    text: say(
      'Look at its state and its newest events.',
      'Посмотреть состояние и последние события объекта.',
    ),
    command: describeCommand(subject),
  };
  return checks.some(({ command }) => command === general.command)
    ? checks
    : [...checks, general];
}
