import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Api } from '../../../systems/record/api.mjs';
import { Clock, sleep } from '../../../systems/record/clock.mjs';
import { Kubelet } from '../../../systems/record/kubelet/Kubelet.mjs';
import { startMetricsServer } from '../../../systems/record/metricsServer.mjs';
import { system } from '../../../systems/record/systems.mjs';
import { dump } from './dump.mjs';
import { FAULTS } from './library/index.mjs';
import { neighbour, node, WORKERS } from './manifests.mjs';
import { fateOf, isUnready, PodPlayer } from './playPods.mjs';

const FOLDER = fileURLToPath(new URL('../faults/', import.meta.url));
const STAGES = fileURLToPath(
  new URL('../../../systems/record/stages.yaml', import.meta.url),
);
const INSTANCE = 'faults';
const DAY = 24 * 3_600_000;
const log = line =>
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

/** Brings about every fault of the library in a real control plane and dumps its namespace; about nine minutes. */
async function main() {
  await system('kubernetes', ['reset'], { instance: INSTANCE });
  const { settings } = await system('kubernetes', ['start'], {
    instance: INSTANCE,
    KUBERNETES_STAGES: STAGES,
  });
  const caFile = settings.ASSISTANT_TEST_KUBERNETES_CA;
  const api = new Api({
    url: settings.ASSISTANT_TEST_KUBERNETES_URL,
    token: settings.ASSISTANT_TEST_KUBERNETES_ADMIN_TOKEN,
    caFile,
  });
  const run = {
    api,
    caFile,
    clock: new Clock(Date.now() - 3 * DAY),
    ...startKubelet(api),
  };
  try {
    await play(run);
    await writeExpected();
  } finally {
    run.kubelet.stop();
    run.player.stop();
    run.metricsServer?.close();
    await system('kubernetes', ['reset'], { instance: INSTANCE });
  }
}

function startKubelet(api) {
  const mine = {
    get: async path => {
      const list = await api.get(path);
      return path.startsWith('/api/v1/pods')
        ? { ...list, items: list.items.filter(pod => !fateOf(pod, FAULTS)) }
        : list;
    },
    find: path => api.find(path),
    post: (...words) => api.post(...words),
    patch: (...words) => api.patch(...words),
    delete: (...words) => api.delete(...words).catch(() => undefined),
  };
  const missing = FAULTS.flatMap(({ missingImage }) => missingImage ?? []);
  const kubelet = new Kubelet({
    api: mine,
    hasImage: image => !missing.includes(image),
    startupOf: life =>
      FAULTS.some(
        fault =>
          fault.id === life.pod.metadata.namespace && isUnready(life, fault),
      )
        ? 86_400 // its probe never succeeds
        : 1,
    log,
  });
  const player = new PodPlayer({ api, kubelet });
  kubelet.run();
  player.run(FAULTS).catch(error => log(`player: ${error.message}`));
  return { kubelet, player };
}

async function play(run) {
  const { api, clock } = run;
  log('days ago: nodes, neighbours, first versions');
  await setUp(api);
  await sleep(25_000);

  clock.jump(Date.now() - 40 * 60_000);
  log(
    '40 minutes ago: what takes long, and what needs a cluster without metrics',
  );
  for (const { phase, deletes } of FAULTS) {
    if (phase === 'long-ago') await api.delete(deletes);
  }
  await apply(api, 'no-metrics');
  await sleep(80_000);
  await dumpPhase(run, 'no-metrics');
  run.metricsServer = await startMetricsServer({
    api,
    caFile: run.caFile,
    pods: () => [...run.kubelet.pods.values()],
  });

  clock.jump();
  log('now: most faults, and their healthy twins');
  await apply(api, undefined);
  await applyTwins(api);
  await sleep(210_000);
  await dumpPhase(run, undefined);
  await dumpPhase(run, 'long-ago');
  await dumpTwins(run);

  log('cordoned and tainted nodes');
  await onNodes(run, 'cordon', {
    nodes: WORKERS,
    set: { unschedulable: true },
  });
  await onNodes(run, 'cordon-one', {
    nodes: WORKERS.slice(2),
    set: { unschedulable: true },
  });
  await onNodes(run, 'taint', {
    nodes: WORKERS,
    set: { taints: [{ key: 'team', value: 'data', effect: 'NoSchedule' }] },
  });
}

async function setUp(api) {
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

const spaceOf = ({ id }, well) => (well ? `twin-${id}` : id);

/** An object that is refused, as by a quota, stays away: its author got an error and went home. */
async function applyAll(api, manifests) {
  for (const manifest of manifests) {
    await api.apply(manifest).catch(error => log(`refused: ${error.message}`));
  }
}

async function apply(api, phase) {
  for (const fault of FAULTS.filter(
    one => one.phase === phase && !one.healthyOnly,
  )) {
    await applyAll(api, fault.objects({ ns: fault.id, well: false }));
  }
}

/** What needs no metrics may not have them: such a twin comes with the others. */
async function applyTwins(api) {
  for (const fault of FAULTS) {
    await applyAll(
      api,
      fault.objects({ ns: spaceOf(fault, true), well: true }),
    );
  }
}

async function dumpPhase({ api, clock }, phase) {
  for (const { id } of FAULTS.filter(
    one => one.phase === phase && !one.healthyOnly,
  )) {
    await dump({
      api,
      clock,
      folder: `${FOLDER}${id}`,
      namespaces: [id],
      title: id,
    });
  }
}

const groups = () => [...new Set(FAULTS.map(({ group }) => group))];

async function dumpTwins({ api, clock }) {
  for (const group of groups()) {
    // twins of faults that are still played would be ill as well
    const twins = FAULTS.filter(one => one.group === group).map(one =>
      spaceOf(one, true),
    );
    const id = `${group}-healthy`;
    await dump({
      api,
      clock,
      folder: `${FOLDER}${id}`,
      namespaces: twins,
      title: id,
    });
  }
}

async function onNodes(run, phase, { nodes, set }) {
  const { api, clock } = run;
  const change = spec =>
    Promise.all(
      nodes.map(name => api.patch(`/api/v1/nodes/${name}`, { spec })),
    );
  await change(set);
  await apply(api, phase);
  await sleep(75_000);
  await dumpPhase(run, phase);
  const id = `${phase}-healthy`;
  const namespaces = ['twin-anti-affinity', 'twin-drain-blocked', 'twin-taint'];
  await dump({ api, clock, folder: `${FOLDER}${id}`, namespaces, title: id });
  await change(Object.fromEntries(Object.keys(set).map(key => [key, null])));
}

async function writeExpected() {
  const faults = FAULTS.filter(({ healthyOnly }) => !healthyOnly).map(
    ({ id, causes }) => [id, { namespace: id, causes }],
  );
  const healthy = [...groups(), 'cordon', 'cordon-one', 'taint'].map(id => [
    `${id}-healthy`,
    null,
  ]);
  const expected = Object.fromEntries([...faults, ...healthy]);
  await writeFile(
    `${FOLDER}expected.json`,
    `${JSON.stringify(expected, null, 2)}\n`,
  );
}

main().catch(error => {
  log(error.stack);
  process.exitCode = 1;
});
