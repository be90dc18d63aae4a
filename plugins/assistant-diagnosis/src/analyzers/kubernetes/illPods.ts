import { viewPod, type PodView } from '../../kubernetes/pod';
import { troubleOf, type PodTrouble } from '../../kubernetes/podHealth';
import type { Snapshot } from '../../snapshot/Snapshot';

export interface IllPod {
  pod: PodView;
  trouble: PodTrouble;
  /** Name of the workload, for titles. */
  workload: string;
}

const known = new WeakMap<Snapshot, readonly IllPod[]>();

/** Pods that are ill at `snapshot.at`; found once, read by all analyzers of pods. */
export function illPods(snapshot: Snapshot): readonly IllPod[] {
  let pods = known.get(snapshot);
  if (!pods) {
    pods = snapshot.list('Pod').flatMap(version => {
      const pod = viewPod(version);
      const trouble = troubleOf(pod, snapshot.at);
      return trouble
        ? [{ pod, trouble, workload: snapshot.topOwnerOf(version).name }]
        : [];
    });
    known.set(snapshot, pods);
  }
  return pods;
}
