import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Api } from '../../../systems/record/api.mjs';
import { Clock, sleep } from '../../../systems/record/clock.mjs';
import { Kubelet } from '../../../systems/record/kubelet/Kubelet.mjs';
import { startMetricsServer } from '../../../systems/record/metricsServer.mjs';
import { system } from '../../../systems/record/systems.mjs';
import { apply, setUp, spaceOf } from './applyFaults.mjs';
import { dump } from './dump.mjs';
import { FAULTS } from './library/index.mjs';
import { log } from './log.mjs';
import { WORKERS } from './manifests.mjs';
import { fateOf, isUnready, PodPlayer } from './playPods.mjs';

const FOLDER = fileURLToPath(new URL('../faults/', import.meta.url));
const STAGES = fileURLToPath(
  new URL('../../../systems/record/stages.yaml', import.meta.url),
);
const INSTANCE = 'faults';
const DAY = 24 * 3_600_000;
const TWINS_TOGETHER = 3;

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
  clock.jump(Date.now() - 20 * 60_000); // an autoscaler without metrics is patient
  await dumpPhase(run, 'no-metrics');
  run.metricsServer = await startMetricsServer({
    api,
    caFile: run.caFile,
    pods: () => [...run.kubelet.pods.values()],
  });

  clock.jump();
  log('now: most faults, and their healthy twins');
  await apply(api, undefined);
  await apply(api, undefined, true);
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

/** Twins of a group together, a few in each folder. */
const twinFolders = () =>
  [...new Set(FAULTS.map(({ group }) => group))].flatMap(group => {
    const twins = FAULTS.filter(one => one.group === group);
    return Array.from(
      { length: Math.ceil(twins.length / TWINS_TOGETHER) },
      (_, index) => ({
        id: `${group}-healthy-${index + 1}`,
        namespaces: twins
          .slice(index * TWINS_TOGETHER, (index + 1) * TWINS_TOGETHER)
          .map(one => spaceOf(one, true)),
      }),
    );
  });

async function dumpTwins({ api, clock }) {
  for (const { id, namespaces } of twinFolders()) {
    await dump({ api, clock, folder: `${FOLDER}${id}`, namespaces, title: id });
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
  const healthy = [
    ...twinFolders().map(({ id }) => id),
    ...['cordon', 'cordon-one', 'taint'].map(phase => `${phase}-healthy`),
  ].map(id => [id, null]);
  const expected = Object.fromEntries([...faults, ...healthy]);
  await writeFile(
    `${FOLDER}expected.json`,
    `${JSON.stringify(expected, null, 2)}\n`,
  );
}

main()
  .catch(error => {
    log(error.stack);
    process.exitCode = 1;
  })
  // probes that never succeed would keep it waiting
  .finally(() => process.exit());
