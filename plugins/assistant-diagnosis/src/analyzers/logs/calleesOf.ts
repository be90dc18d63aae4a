import { hostsIn } from '../../causes/logMessage';
import { calledAddresses, serviceOfHost } from '../../kubernetes/addresses';
import { podSetsOfNamespace } from '../../kubernetes/services';
import { toRef } from '../../snapshot/owners';
import {
  refKey,
  type LogSignal,
  type ResourceRef,
} from '../../snapshot/SnapshotInput';
import type { Snapshot } from '../../snapshot/Snapshot';

/** Services that the line names as a host, or by name among those that the workload calls. */
export function calleesOf(
  snapshot: Snapshot,
  top: ResourceRef,
  signal: LogSignal,
): ResourceRef[] {
  const words = new Set(
    signal.sample.text
      .slice(0, 2_000)
      .toLowerCase()
      .split(/[^a-z0-9-]+/),
  );
  const called = podSetsOfNamespace(snapshot, top.instance, top.namespace)
    .filter(podSet => refKey(podSet.top) === refKey(top))
    .flatMap(calledAddresses)
    .map(({ host }) => host)
    .filter(host => words.has(host.split('.')[0]));
  const found = new Map<string, ResourceRef>();
  for (const host of [
    ...hostsIn(signal.sample.text).map(one => one.host),
    ...called,
  ]) {
    const service = serviceOfHost(snapshot, top, host);
    if (service && service.name !== top.name) {
      found.set(refKey(service), toRef(service));
    }
  }
  return [...found.values()];
}
