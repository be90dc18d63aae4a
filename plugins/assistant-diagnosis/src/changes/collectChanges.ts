import { templateOf } from '../kubernetes/podSets';
import { asObjects, asTime, compareText, dig } from '../snapshot/json';
import { toRef } from '../snapshot/owners';
import { refKey } from '../snapshot/SnapshotInput';
import { quote, same, say } from '../wording';
import { diffResources, joinChanges, type FieldChange } from './diffResources';
import { revisionsOf } from './revisionsOf';
import { CHANGE_WEIGHTS, type ChangeKind } from './wordChange';
import type { Bilingual } from '../findings/Finding';
import type {
  JsonObject,
  ResourceRef,
  ResourceVersion,
} from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** Something that was changed, before it is judged. @public */
export interface Change {
  id: string;
  at: number;
  subject: ResourceRef;
  kind: ChangeKind;
  text: Bilingual;
  detail: Bilingual;
  fields: readonly FieldChange[];
}

/** Made and remade by controllers: their versions tell effects, not what somebody did. */
const EFFECTS = new Set([
  'Pod',
  'ReplicaSet',
  'Event',
  'Endpoints',
  'EndpointSlice',
  'Lease',
  'Job',
  'ControllerRevision',
  'PersistentVolume',
]);

const DAY = 24 * 3_600_000;

/** All changes of the day before `snapshot.at` that somebody made, oldest first. @public */
export function collectChanges(snapshot: Snapshot): Change[] {
  const seen = [
    ...fromVersions(snapshot),
    ...fromReplicaSets(snapshot),
    ...fromManagedFields(snapshot),
  ];
  const changes = [...unrepeated(seen), ...fromTold(snapshot)];
  return changes
    .filter(({ at }) => at <= snapshot.at && at >= snapshot.at - DAY)
    .sort((a, b) => a.at - b.at || compareText(a.id, b.id));
}

function fromVersions(snapshot: Snapshot): Change[] {
  const changes: Change[] = [];
  const keys = new Set<string>();
  for (const version of snapshot.input.resources) {
    const key = refKey(version);
    if (EFFECTS.has(version.kind) || keys.has(key)) {
      continue;
    }
    keys.add(key);
    const history = snapshot.history(version);
    for (let i = 1; i < history.length; i++) {
      const change = between(snapshot, history[i - 1], history[i]);
      if (change) {
        changes.push(change);
      }
    }
  }
  return changes;
}

function between(
  snapshot: Snapshot,
  before: ResourceVersion,
  after: ResourceVersion,
): Change | undefined {
  const id = `change:${refKey(after)}@${after.validFrom}`;
  if (after.deleted && !before.deleted) {
    return {
      id,
      at: after.validFrom,
      subject: toRef(after),
      kind: 'deletion',
      text: say(
        `${after.kind} ${after.name} was deleted`,
        `${after.kind} ${after.name}: объект удалён`,
      ),
      detail: say('deleted', 'удалён'),
      fields: [],
    };
  }
  const fields = diffResources(after.kind, before.body, after.body);
  return fields.length > 0
    ? create(id, changedAt(snapshot, before, after), after, fields)
    : undefined;
}

/**
 * When it was changed between the two sights of the object: when its new revision was made, else when
 * a manager wrote last, else when the new state began.
 */
function changedAt(
  snapshot: Snapshot,
  before: ResourceVersion,
  after: ResourceVersion,
): number {
  const revised =
    after.kind === 'Deployment'
      ? revisionsOf(snapshot, after).map(({ body }) =>
          asTime(dig(body, 'metadata', 'creationTimestamp')),
        )
      : [];
  const told = [...revised, specWritten(after.body)].filter(
    (time): time is number =>
      time !== undefined &&
      time > (before.seenAt ?? before.validFrom) &&
      time <= after.validFrom,
  );
  return told.length > 0 ? Math.min(...told) : after.validFrom;
}

function specWritten(body: JsonObject): number | undefined {
  const times = asObjects(dig(body, 'metadata', 'managedFields'))
    .filter(({ subresource }) => subresource === undefined)
    .map(({ time }) => asTime(time))
    .filter((time): time is number => time !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** Revisions of deployments that a single look at the cluster still shows. */
function fromReplicaSets(snapshot: Snapshot): Change[] {
  return snapshot.list('Deployment').flatMap(deployment => {
    const revisions = revisionsOf(snapshot, deployment);
    const [newest, previous] = revisions.slice(-2).reverse();
    if (!previous) {
      return [];
    }
    const fields = diffResources(
      'ReplicaSet',
      { spec: { template: templateOf(previous) } },
      { spec: { template: templateOf(newest) } },
    );
    const at =
      asTime(dig(newest.body, 'metadata', 'creationTimestamp')) ??
      newest.validFrom;
    return fields.length > 0
      ? [create(`change:${refKey(newest)}@${at}`, at, deployment, fields)]
      : [];
  });
}

/** A config that was written long after it was made, of which only one version is known. */
function fromManagedFields(snapshot: Snapshot): Change[] {
  return ['ConfigMap', 'Secret', 'NetworkPolicy', 'ResourceQuota'].flatMap(
    kind =>
      snapshot.list(kind).flatMap(version => {
        const written = specWritten(version.body);
        const created = asTime(
          dig(version.body, 'metadata', 'creationTimestamp'),
        );
        if (
          written === undefined ||
          snapshot.history(version).length > 1 ||
          (created !== undefined &&
            written - created < 60_000 &&
            // a policy or quota that is new is a change by itself
            !['NetworkPolicy', 'ResourceQuota'].includes(kind))
        ) {
          return [];
        }
        const isNew = created !== undefined && written - created < 60_000;
        return [
          {
            id: `change:${refKey(version)}@${written}`,
            at: written,
            subject: toRef(version),
            kind:
              kind === 'NetworkPolicy'
                ? ('policy' as const)
                : ('config' as const),
            text: isNew
              ? say(
                  `${kind} ${version.name} was created`,
                  `${kind} ${version.name}: объект создан`,
                )
              : say(
                  `${kind} ${version.name} was changed`,
                  `${kind} ${version.name}: объект изменён`,
                ),
            detail: isNew
              ? say('created', 'создан')
              : say('content changed', 'содержимое изменено'),
            fields: [],
          },
        ];
      }),
  );
}

function fromTold(snapshot: Snapshot): Change[] {
  return snapshot.input.changes.map(
    ({ id, at, subject, kind, summary, actor }) => {
      const by = actor ? ` (${quote(actor, 60)})` : '';
      return {
        id: id.startsWith('change:') ? id : `change:${id}`,
        at,
        subject: toRef(subject),
        kind: Object.prototype.hasOwnProperty.call(CHANGE_WEIGHTS, kind)
          ? (kind as ChangeKind)
          : 'delivery',
        text: same(`${subject.name}: ${quote(summary, 160)}${by}`),
        detail: same(quote(summary, 160)),
        fields: [],
      };
    },
  );
}

function create(
  id: string,
  at: number,
  subject: ResourceVersion,
  fields: readonly FieldChange[],
): Change {
  const sorted = [...fields].sort(
    (a, b) =>
      CHANGE_WEIGHTS[b.kind] - CHANGE_WEIGHTS[a.kind] ||
      compareText(a.path, b.path),
  );
  const detail = joinChanges(sorted);
  return {
    id,
    at,
    subject: toRef(subject),
    kind: sorted[0].kind,
    text: wordText(subject.name, detail),
    detail,
    fields: sorted,
  };
}

export function wordText(name: string, detail: Bilingual): Bilingual {
  return say(
    `${name} was changed: ${detail.en}`,
    `${name}: изменение (${detail.ru})`,
  );
}

/** A rollout is seen in the deployment's versions and in its replica sets: once is enough. */
function unrepeated(changes: readonly Change[]): Change[] {
  const kept: Change[] = [];
  const sameMoment = 5 * 60_000;
  for (const change of changes) {
    const twin = kept.find(
      other =>
        refKey(other.subject) === refKey(change.subject) &&
        Math.abs(other.at - change.at) <= sameMoment &&
        (other.detail.en === change.detail.en ||
          change.fields.length === 0 ||
          other.fields.some(({ kind }) => kind === change.kind)),
    );
    if (!twin) {
      kept.push(change);
    }
  }
  return kept;
}
