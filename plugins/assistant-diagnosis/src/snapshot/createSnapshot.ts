import { environmentOf } from './environments';
import { compareEvents, viewEvent } from './events';
import { indexTelemetry } from './indexTelemetry';
import { compareText } from './json';
import { followOwners, toRef, type OwnerChain } from './owners';
import { refKey } from './SnapshotInput';
import type {
  ResourceRef,
  ResourceVersion,
  SnapshotInput,
} from './SnapshotInput';
import type { Snapshot } from './Snapshot';

/** Of one object more events than this tell nothing new; the newest stay. */
const MAX_EVENTS_OF_ONE_OBJECT = 500;

/**
 * Indexes a snapshot. Everything is computed once and read many times; owners only when asked for.
 *
 * Versions of a time after `at` do not exist yet. Of two versions of one moment the one seen last
 * counts. An object that was deleted at `at` has a history but is not listed.
 *
 * @public
 */
export function createSnapshot(input: SnapshotInput): Snapshot {
  const { histories, events } = groupVersions(input);
  const present = new Map<string, ResourceVersion>();
  const byUid = new Map<string, ResourceVersion>();
  for (const [key, versions] of histories) {
    const newest = versions[versions.length - 1];
    if (!newest.deleted) {
      present.set(key, newest);
      if (newest.uid) {
        byUid.set(`${newest.instance}|${newest.uid}`, newest);
      }
    }
  }
  const byKind = groupBy(present.values(), ({ kind }) => kind);
  const eventsByObject = indexEvents(events);
  const chains = new Map<string, OwnerChain>();

  const find = (ref: ResourceRef & { uid?: string }) =>
    (ref.uid ? byUid.get(`${ref.instance}|${ref.uid}`) : undefined) ??
    present.get(refKey(ref));
  const chainOf = (ref: ResourceRef): OwnerChain => {
    const key = refKey(ref);
    let chain = chains.get(key);
    if (!chain) {
      const history = histories.get(key);
      const version = present.get(key) ?? history?.[history.length - 1];
      chain = version
        ? followOwners(version, find)
        : { recorded: [], top: toRef(ref) };
      chains.set(key, chain);
    }
    return chain;
  };
  const podsByOwner = lazy(() => indexPods(byKind.get('Pod') ?? [], chainOf));
  const telemetry = lazy(() =>
    indexTelemetry(input, { present, topOf: ref => chainOf(ref).top }),
  );

  return {
    at: input.at,
    window: input.window,
    input,
    list: kind => byKind.get(kind) ?? [],
    get: ref => present.get(refKey(ref)),
    sibling: (ref, kind, name) => present.get(refKey({ ...ref, kind, name })),
    history: ref => histories.get(refKey(ref)) ?? [],
    eventsOf: ref => eventsByObject(present.get(refKey(ref)) ?? ref),
    ownersOf: ref => chainOf(ref).recorded,
    topOwnerOf: ref => chainOf(ref).top,
    podsOf: ref => podsByOwner().get(refKey(ref)) ?? [],
    logsOf: ref => telemetry().logs.get(refKey(ref)) ?? [],
    seriesOf: ref => telemetry().series.get(refKey(ref)) ?? [],
    entitiesOf: ref => input.entities.get(refKey(ref)) ?? [],
    environmentOf: ref => environmentOf(ref, input.environments),
    isRecorded: (instance, kind) =>
      input.recordedKinds.has(`${instance}/${kind}`),
  };
}

function groupVersions({ resources, at }: SnapshotInput) {
  const histories = new Map<string, ResourceVersion[]>();
  const events: ResourceVersion[] = [];
  for (const version of resources) {
    // an event's own time may lie ahead when clocks differ; it was seen nevertheless
    if (version.kind === 'Event') {
      if (!version.deleted) {
        events.push(version);
      }
    } else if (version.validFrom <= at) {
      const key = refKey(version);
      const versions = histories.get(key);
      if (versions) {
        versions.push(version);
      } else {
        histories.set(key, [version]);
      }
    }
  }
  const sorted = [...histories].sort(([a], [b]) => compareText(a, b));
  for (const [, versions] of sorted) {
    versions.sort(compareVersions);
    dropRepeated(versions);
  }
  return { histories: new Map(sorted), events };
}

function compareVersions(a: ResourceVersion, b: ResourceVersion): number {
  return (
    a.validFrom - b.validFrom ||
    (a.seenAt ?? a.validFrom) - (b.seenAt ?? b.validFrom) ||
    compareText(JSON.stringify(a.body), JSON.stringify(b.body))
  );
}

/** Keeps the last one of those with the same `validFrom`. */
function dropRepeated(versions: ResourceVersion[]): void {
  let kept = 0;
  for (let i = 0; i < versions.length; i++) {
    if (versions[i].validFrom !== versions[i + 1]?.validFrom) {
      versions[kept++] = versions[i];
    }
  }
  versions.length = kept;
}

/** By uid, else by kind, namespace and name: a service and a pod of one name do not mix. */
function indexEvents(events: readonly ResourceVersion[]) {
  const newest = new Map<string, ResourceVersion>();
  for (const event of events) {
    const key = refKey(event);
    const known = newest.get(key);
    if (!known || compareEvents(known, event) <= 0) {
      newest.set(key, event);
    }
  }
  const byUid = new Map<string, ResourceVersion[]>();
  const byName = new Map<string, ResourceVersion[]>();
  for (const event of [...newest.values()].sort(compareEvents)) {
    const { involved } = viewEvent(event);
    const name = `${event.instance}|${involved.kind}|${
      involved.namespace ?? ''
    }|${involved.name}`;
    append(byName, name, event);
    if (involved.uid) {
      append(byUid, `${event.instance}|${involved.uid}`, event);
    }
  }
  return (ref: ResourceRef & { uid?: string }): readonly ResourceVersion[] => {
    // kubelets put the node's name where its uid should stand
    const own =
      ref.uid && ref.kind !== 'Node'
        ? byUid.get(`${ref.instance}|${ref.uid}`)
        : undefined;
    const named = byName.get(
      `${ref.instance}|${ref.kind}|${ref.namespace ?? ''}|${ref.name}`,
    );
    return (own ?? named ?? []).slice(-MAX_EVENTS_OF_ONE_OBJECT);
  };
}

function indexPods(
  pods: readonly ResourceVersion[],
  chainOf: (ref: ResourceRef) => OwnerChain,
) {
  const byOwner = new Map<string, ResourceVersion[]>();
  for (const pod of pods) {
    const { recorded, top } = chainOf(pod);
    const keys = new Set([...recorded.map(refKey), refKey(top), refKey(pod)]);
    for (const key of keys) {
      append(byOwner, key, pod);
    }
  }
  return byOwner;
}

function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    append(groups, keyOf(item), item);
  }
  return groups;
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) {
    items.push(item);
  } else {
    map.set(key, [item]);
  }
}

function lazy<T>(create: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}
