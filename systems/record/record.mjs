/**
 * Records a scenario from real servers: node record.mjs SCENARIO FOLDER
 * What happens when is told in README.md; progress goes to stderr.
 */
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Clock, sleep, stamp } from './clock.mjs';
import { Cluster } from './Cluster.mjs';
import { writeRecording } from './write.mjs';

const SECOND = 1000;
const HOUR = 3_600_000;
/** So long before the incident the metrics and logs begin, if the scenario does not say. */
const NORMAL = 62 * 60 * SECOND;
const SCRAPE_SECONDS = 15;
/** The toy shop starts so much earlier, so that rates and memory are at their level when the recording begins. */
const WARM_UP = 15 * 60 * SECOND;
/** The shop was set up so long ago. */
const AGE = 9 * 24 * HOUR;

const [name, folder] = process.argv.slice(2);
if (!name || !folder) {
  console.error('usage: node systems/record/record.mjs SCENARIO FOLDER');
  process.exit(2);
}
const { scenario } = await import(
  new URL(`scenarios/${name}.mjs`, import.meta.url)
);
const started = Date.now();
const log = line =>
  console.error(
    `${String(Math.round((Date.now() - started) / SECOND)).padStart(
      5,
    )} s  ${line}`,
  );

const clock = new Clock(Date.now() - AGE);
const seed =
  [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0;
const clusters = ['prod', 'stage'].map(
  (environment, index) =>
    new Cluster({
      name: `shop-${environment}`,
      environment,
      instance: `record-${basename(folder)}-${environment}`,
      clock,
      log,
      seed: seed + index,
    }),
);
const [prod, stage] = clusters;
const world = { prod, stage, clock, log };
const each = work => Promise.all(clusters.map(work));

/** Runs what happened in the past: the clock jumps to `ago` before the present, then the cluster does its work. */
async function past({ ago, forget = true, remember = false, work }) {
  clock.jump(Date.now() - ago);
  log(`recording clock at ${stamp(clock.now())}`);
  await sleep(1500);
  await work(world);
  await sleep(3000);
  await each(cluster => cluster.settle());
  if (remember) await each(cluster => cluster.remember());
  if (forget) await each(cluster => cluster.forgetEvents()); // they live for an hour
}

async function rehearse() {
  await each(cluster =>
    cluster.start({
      stages: fileURLToPath(new URL('stages.yaml', import.meta.url)),
    }),
  );
  await each(cluster => cluster.install(scenario.before));
  await each(cluster => cluster.settle());
  log('the shop is ready');
  for (const step of scenario.past) await past(step);
}

/** Now the toy shop begins: it has run quietly for an hour or more when the incident starts. */
async function beginTraffic() {
  clock.jump(Date.now() - (scenario.normal ?? NORMAL));
  for (const cluster of clusters) {
    cluster.shop.quietStart = true;
    Object.assign(cluster.shop, scenario.shop?.[cluster.environment]);
    cluster.sampleEvery = (scenario.sampleSeconds ?? SCRAPE_SECONDS) * SECOND;
    // on the beat of the scrapes
    cluster.shopTime = Math.floor(clock.now() / 60_000) * 60_000 - WARM_UP;
    cluster.advance(clock.now());
    cluster.shop.quietStart = false;
  }
  const from = clock.now();
  await each(cluster => cluster.remember());
  const timer = setInterval(
    () => clusters.forEach(cluster => cluster.advance(clock.now())),
    250,
  );
  for (const step of scenario.lately ?? [])
    await past({ forget: false, ...step });
  clock.jump();
  clusters.forEach(cluster => cluster.advance(clock.now()));
  log('the time before has passed, Prometheus starts');
  await each(cluster => cluster.scrape());
  await sleep(20 * SECOND);
  return { from, timer };
}

async function incident() {
  const begin = Date.now();
  const steps = [
    ...scenario.live,
    ...scenario.remember.map(at => ({
      at,
      work: () => each(cluster => cluster.remember()),
    })),
  ];
  steps.sort((a, b) => a.at - b.at);
  for (const { at, title, work } of steps) {
    await sleep(Math.max(0, begin + at * SECOND - Date.now()));
    if (title) log(title);
    await work(world);
  }
  await sleep(Math.max(0, begin + scenario.end * SECOND - Date.now()));
}

async function stopAll() {
  await each(cluster => cluster.stop().catch(error => log(error.message)));
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopAll().finally(() => process.exit(130)));
}

try {
  await rehearse();
  const { from, timer } = await beginTraffic();
  await incident();
  clearInterval(timer);
  const now = Math.floor(clock.now() / SECOND) * SECOND;
  await each(cluster => cluster.remember());
  await writeRecording({ folder, scenario, clusters, from, now });
  log(`written to ${folder}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await stopAll();
  process.exit();
}
