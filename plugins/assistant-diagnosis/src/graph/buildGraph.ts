import { calledAddresses, serviceOfHost } from '../kubernetes/addresses';
import { podSetsOf, type PodSet } from '../kubernetes/podSets';
import { referencesOf } from '../kubernetes/references';
import { podSetsBehind } from '../kubernetes/services';
import { asObjects, asText, dig } from '../snapshot/json';
import { toRef } from '../snapshot/owners';
import { refKey, type ResourceRef } from '../snapshot/SnapshotInput';
import { NeedGraph } from './NeedGraph';
import type { Candidate } from '../analyzers/Analyzer';
import type { Snapshot } from '../snapshot/Snapshot';

/**
 * Puts together who needs whom: what the catalog says, what a workload calls and mounts, what stands
 * behind a service, and whom a candidate names.
 */
export function buildGraph(
  snapshot: Snapshot,
  candidates: readonly Candidate[],
): NeedGraph {
  const graph = new NeedGraph();
  for (const podSet of podSetsOf(snapshot)) {
    addPodSet(graph, snapshot, podSet);
  }
  for (const service of snapshot.list('Service')) {
    for (const { top } of podSetsBehind(snapshot, service)) {
      graph.add(toRef(service), top);
    }
  }
  addIngresses(graph, snapshot);
  addClaims(graph, snapshot);
  addCatalog(graph, snapshot);
  for (const candidate of candidates) {
    const subject = snapshot.topOwnerOf(candidate.subject);
    for (const victim of candidate.affects ?? []) {
      graph.add(snapshot.topOwnerOf(victim), subject);
    }
    for (const named of candidate.pointsAt ?? []) {
      graph.add(subject, snapshot.topOwnerOf(named));
    }
  }
  return graph;
}

function addPodSet(graph: NeedGraph, snapshot: Snapshot, podSet: PodSet): void {
  const { top, holder } = podSet;
  for (const { host } of calledAddresses(podSet)) {
    const service = serviceOfHost(snapshot, holder, host);
    if (service) {
      graph.add(top, toRef(service));
    }
  }
  for (const { kind, name } of referencesOf(podSet.spec)) {
    graph.add(top, {
      system: holder.system,
      instance: holder.instance,
      kind,
      namespace: holder.namespace,
      name,
    });
  }
}

function addIngresses(graph: NeedGraph, snapshot: Snapshot): void {
  for (const ingress of snapshot.list('Ingress')) {
    const paths = asObjects(dig(ingress.body, 'spec', 'rules')).flatMap(rule =>
      asObjects(dig(rule, 'http', 'paths')),
    );
    const backends = [
      dig(ingress.body, 'spec', 'defaultBackend'),
      ...paths.map(path => path.backend),
    ];
    for (const backend of backends) {
      const name = asText(dig(backend, 'service', 'name'));
      const service = name && snapshot.sibling(ingress, 'Service', name);
      if (service) {
        graph.add(toRef(ingress), toRef(service));
      }
    }
  }
}

function addClaims(graph: NeedGraph, snapshot: Snapshot): void {
  for (const claim of snapshot.list('PersistentVolumeClaim')) {
    for (const [kind, field] of [
      ['PersistentVolume', 'volumeName'],
      ['StorageClass', 'storageClassName'],
    ]) {
      const name = asText(dig(claim.body, 'spec', field));
      if (name) {
        graph.add(toRef(claim), {
          system: claim.system,
          instance: claim.instance,
          kind,
          name,
        });
      }
    }
  }
}

/** Between the workloads of one environment: the demo shop in stage does not need the one in production. */
function addCatalog(graph: NeedGraph, snapshot: Snapshot): void {
  const byEntity = new Map<string, ResourceRef[]>();
  const tops = new Map(
    [
      ...podSetsOf(snapshot).map(({ top }) => top),
      ...snapshot.input.logs.map(({ workload }) =>
        snapshot.topOwnerOf(workload),
      ),
      ...snapshot.input.series.flatMap(({ workload }) =>
        workload ? [snapshot.topOwnerOf(workload)] : [],
      ),
    ].map(top => [refKey(top), top]),
  );
  for (const top of tops.values()) {
    for (const entity of snapshot.entitiesOf(top)) {
      byEntity.set(entity, [...(byEntity.get(entity) ?? []), top]);
    }
  }
  for (const { from, to } of snapshot.input.dependencies) {
    for (const caller of byEntity.get(from) ?? []) {
      const environment = snapshot.environmentOf(caller).name;
      for (const callee of byEntity.get(to) ?? []) {
        if (snapshot.environmentOf(callee).name === environment) {
          graph.add(caller, callee);
        }
      }
    }
  }
}
