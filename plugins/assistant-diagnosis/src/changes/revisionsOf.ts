import { asObjects, asText, dig } from '../snapshot/json';
import type { ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** Replica sets of a deployment, by revision. */
export function revisionsOf(
  snapshot: Snapshot,
  deployment: ResourceVersion,
): readonly ResourceVersion[] {
  const uid = deployment.uid;
  return snapshot
    .list('ReplicaSet')
    .filter(
      set =>
        set.instance === deployment.instance &&
        set.namespace === deployment.namespace &&
        asObjects(dig(set.body, 'metadata', 'ownerReferences')).some(owner =>
          uid && owner.uid
            ? owner.uid === uid
            : owner.kind === 'Deployment' && owner.name === deployment.name,
        ),
    )
    .map(set => ({
      set,
      revision: Number(
        asText(
          dig(
            set.body,
            'metadata',
            'annotations',
            'deployment.kubernetes.io/revision',
          ),
        ) ?? NaN,
      ),
    }))
    .filter(({ revision }) => Number.isFinite(revision))
    .sort((a, b) => a.revision - b.revision)
    .map(({ set }) => set);
}
