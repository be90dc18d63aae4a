import { compareEvents, viewEvent } from '../../snapshot/events';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

/** Controllers try again at least that often. */
const RETRY_MS = 20 * 60_000;
const CREATES = /^(FailedCreate|SuccessfulCreate)/;

/**
 * Owners of a kind that nobody recorded, whose newest word about creating pods is a refusal: their state
 * is unknown, but as long as a controller tries and fails, pods are missing.
 */
export function refusedUnrecorded(
  snapshot: Snapshot,
): ReadonlyArray<{ owner: ResourceVersion; event: ResourceVersion }> {
  const newest = new Map<string, ResourceVersion>();
  for (const event of snapshot.input.resources) {
    if (event.kind === 'Event' && !event.deleted) {
      const { reason, involved } = viewEvent(event);
      if (
        CREATES.test(reason) &&
        !snapshot.isRecorded(event.instance, involved.kind)
      ) {
        const key = [
          event.instance,
          involved.kind,
          involved.namespace,
          involved.name,
        ].join('|');
        const known = newest.get(key);
        if (!known || compareEvents(known, event) <= 0) {
          newest.set(key, event);
        }
      }
    }
  }
  return [...newest.values()]
    .sort(compareEvents)
    .filter(event => {
      const { reason, last } = viewEvent(event);
      return reason === 'FailedCreate' && snapshot.at - last <= RETRY_MS;
    })
    .map(event => ({ owner: ownerOf(event), event }));
}

/** All that is known of it is its name. */
function ownerOf(event: ResourceVersion): ResourceVersion {
  const { kind, namespace, name, uid } = viewEvent(event).involved;
  const { system, instance, validFrom } = event;
  return { system, instance, kind, namespace, name, uid, validFrom, body: {} };
}
