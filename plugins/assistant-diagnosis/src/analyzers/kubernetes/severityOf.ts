import { viewPod } from '../../kubernetes/pod';
import { phaseOf } from '../../kubernetes/health';
import type { Severity } from '../../severity';
import type { ResourceRef } from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

/** A fault of a pod is an error; critical when no other pod of its workload serves. */
export function severityOf(snapshot: Snapshot, ref: ResourceRef): Severity {
  const top = snapshot.topOwnerOf(ref);
  if (top.kind === 'Job' || top.kind === 'CronJob') {
    return 'error';
  }
  const serves = snapshot
    .podsOf(top)
    .some(pod => viewPod(pod).ready && phaseOf(pod) === 'Running');
  return serves ? 'error' : 'critical';
}
