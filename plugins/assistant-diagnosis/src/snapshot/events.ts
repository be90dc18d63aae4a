import { asNumber, asText, asTime, compareText, dig } from './json';
import type { ResourceVersion } from './SnapshotInput';

/** What an event says, whichever of the two API groups wrote it. @public */
export interface EventView {
  version: ResourceVersion;
  type: string;
  reason: string;
  message: string;
  count: number;
  first: number;
  last: number;
  involved: {
    kind: string;
    namespace?: string;
    name: string;
    uid?: string;
    fieldPath?: string;
  };
}

const views = new WeakMap<ResourceVersion, EventView>();

/** Reads an event once; later calls get the same view. @public */
export function viewEvent(version: ResourceVersion): EventView {
  let view = views.get(version);
  if (!view) {
    view = read(version);
    views.set(version, view);
  }
  return view;
}

function read(version: ResourceVersion): EventView {
  const { body } = version;
  const involved = dig(body, 'involvedObject') ?? dig(body, 'regarding');
  const times = [
    asTime(dig(body, 'series', 'lastObservedTime')),
    asTime(body.lastTimestamp),
    asTime(body.deprecatedLastTimestamp),
    asTime(body.eventTime),
    asTime(body.firstTimestamp),
    asTime(body.deprecatedFirstTimestamp),
    asTime(dig(body, 'metadata', 'creationTimestamp')),
  ].filter((time): time is number => time !== undefined);
  return {
    version,
    type: asText(body.type) ?? 'Normal',
    reason: asText(body.reason) ?? '',
    message: asText(body.message) ?? asText(body.note) ?? '',
    count:
      asNumber(dig(body, 'series', 'count')) ??
      asNumber(body.count) ??
      asNumber(body.deprecatedCount) ??
      1,
    first: times.length ? Math.min(...times) : version.validFrom,
    last: times[0] ?? version.validFrom,
    involved: {
      kind: asText(dig(involved, 'kind')) ?? '',
      namespace: asText(dig(involved, 'namespace')),
      name: asText(dig(involved, 'name')) ?? '',
      uid: asText(dig(involved, 'uid')),
      fieldPath: asText(dig(involved, 'fieldPath')),
    },
  };
}

export function compareEvents(a: ResourceVersion, b: ResourceVersion): number {
  return (
    viewEvent(a).last - viewEvent(b).last ||
    compareText(a.name, b.name) ||
    a.validFrom - b.validFrom
  );
}
