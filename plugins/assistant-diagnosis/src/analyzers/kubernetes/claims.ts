import { referencesOf } from '../../kubernetes/references';
import { asText, dig } from '../../snapshot/json';
import { illPods } from './illPods';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

/** Volumes made by hand may carry the name of a class that is no object. */
export function hasVolumes(
  snapshot: Snapshot,
  { instance }: ResourceVersion,
  className: string,
): boolean {
  return snapshot
    .list('PersistentVolume')
    .some(
      volume =>
        volume.instance === instance &&
        dig(volume.body, 'spec', 'storageClassName') === className,
    );
}

/** Whether volumes of a class are made when they are wanted. */
export function canProvision(storageClass: ResourceVersion): boolean {
  const provisioner = asText(storageClass.body.provisioner);
  return provisioner !== undefined && !provisioner.endsWith('/no-provisioner');
}

/** Volumes of such a class are made by hand: that none is made is no failure, that none fits is one. */
export function isStatic(
  storageClass: ResourceVersion | undefined,
  message: string,
): boolean {
  return storageClass
    ? !canProvision(storageClass)
    : /no-provisioner/.test(message);
}

/** Whether a pod that waits names the claim. */
export function isAwaited(snapshot: Snapshot, claim: ResourceVersion): boolean {
  return illPods(snapshot).some(
    ({ pod }) =>
      pod.version.instance === claim.instance &&
      pod.version.namespace === claim.namespace &&
      referencesOf(pod.spec).some(
        ({ kind, name }) =>
          kind === 'PersistentVolumeClaim' && name === claim.name,
      ),
  );
}
