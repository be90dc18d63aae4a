import { asTexts, dig } from '../snapshot/json';
import { podSetsOf, selects, type PodSet } from './podSets';
import type { ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

const known = new WeakMap<Snapshot, Map<string, PodSet[]>>();

export function podSetsOfNamespace(
  snapshot: Snapshot,
  instance: string,
  namespace: string | undefined,
): readonly PodSet[] {
  let index = known.get(snapshot);
  if (!index) {
    index = new Map();
    for (const podSet of podSetsOf(snapshot)) {
      const key = `${podSet.holder.instance}|${podSet.namespace}`;
      const sets = index.get(key);
      if (sets) {
        sets.push(podSet);
      } else {
        index.set(key, [podSet]);
      }
    }
    known.set(snapshot, index);
  }
  return index.get(`${instance}|${namespace ?? ''}`) ?? [];
}

export function selectorOf(
  service: ResourceVersion,
): ReadonlyArray<readonly [string, string]> {
  return asTexts(dig(service.body, 'spec', 'selector'));
}

/** What a service leads to by its selector. */
export function podSetsBehind(
  snapshot: Snapshot,
  service: ResourceVersion,
): readonly PodSet[] {
  const selector = selectorOf(service);
  return podSetsOfNamespace(
    snapshot,
    service.instance,
    service.namespace,
  ).filter(({ labels }) => selects(selector, labels));
}
