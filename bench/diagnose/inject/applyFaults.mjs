import { sleep } from '../../../systems/record/clock.mjs';
import { FAULTS } from './library/index.mjs';
import { log } from './log.mjs';
import { neighbour, node, WORKERS } from './manifests.mjs';

/** Where a fault, or its healthy twin, lives. */
export const spaceOf = ({ id }, well) => (well ? `twin-${id}` : id);

/** Nodes, and in each namespace what was there days before. */
export async function setUp(api) {
  for (const name of WORKERS) {
    await api.apply(node(name));
    await api.patch(`/api/v1/nodes/${name}/status`, {
      status: node(name).status,
    });
  }
  for (const fault of FAULTS) {
    for (const well of [true, false]) {
      const ns = spaceOf(fault, well);
      await api.apply({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: ns, labels: fault.labels ?? {} },
      });
      await applyAll(api, [
        ...neighbour(ns),
        ...(fault.before?.({ ns, well }) ?? []),
      ]);
    }
  }
  await sleep(5000); // pods need the service account that every namespace gets
  for (const fault of FAULTS) {
    if (fault.phase === 'long-ago') {
      await applyAll(api, fault.objects({ ns: fault.id, well: false }));
    }
  }
}

/** An object that is refused, as by a quota, stays away: its author got an error and went home. */
async function applyAll(api, manifests) {
  for (const manifest of manifests) {
    await api.apply(manifest).catch(error => log(`refused: ${error.message}`));
  }
}

/** Applies the faults of a phase, or all their twins. */
export async function apply(api, phase, well = false) {
  const chosen = well
    ? FAULTS
    : FAULTS.filter(one => one.phase === phase && !one.healthyOnly);
  const manifests = chosen.flatMap(fault =>
    fault.objects({ ns: spaceOf(fault, well), well }),
  );
  const isLimit = ({ kind }) => /^(ResourceQuota|LimitRange)$/.test(kind);
  await applyAll(api, manifests.filter(isLimit));
  await sleep(5000); // a quota counts what is there before it holds
  await applyAll(
    api,
    manifests.filter(one => !isLimit(one)),
  );
}
