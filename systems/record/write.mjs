import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stamp, stampOfSecond } from './clock.mjs';
import { ask, queryRange } from './prometheus.mjs';
import { QUERIES, QUERIES_OF_A_DAY, QUERIES_OF_STAGE } from './queries.mjs';
import { textOf } from './snapshot.mjs';
import { writeCatalog } from './writeCatalog.mjs';

/** Writes a recording as the `replay` source reads it. */
export async function writeRecording({
  folder,
  scenario,
  clusters,
  from,
  now,
}) {
  await rm(folder, { recursive: true, force: true });
  for (const cluster of clusters) {
    const place = join(folder, 'clusters', cluster.name);
    await writeKubernetes({ place, cluster });
    await writePrometheus({ place, cluster, from, now, long: scenario.long });
    await writeLogs({ place, cluster, from, now });
  }
  await writeCatalog(folder);
  const { title, question, entityRef } = scenario;
  const environments = Object.fromEntries(
    clusters.map(({ name, environment }) => [name, environment]),
  );
  await writeFile(
    join(folder, 'incident.json'),
    `${JSON.stringify(
      {
        title,
        from: stamp(from),
        to: stamp(now),
        now: stamp(now),
        question,
        entityRef,
        environments,
      },
      null,
      2,
    )}\n`,
  );
}

/** The last state under the plain name; an earlier one only when it differs from the one before. */
async function writeKubernetes({ place, cluster: { snapshots } }) {
  const folder = join(place, 'kubernetes');
  await mkdir(folder, { recursive: true });
  const last = snapshots.at(-1);
  for (const plural of last.kinds.keys()) {
    const end = textOf(last.kinds.get(plural));
    await writeFile(join(folder, `${plural}.json`), end);
    let before;
    for (const { at, kinds } of snapshots.slice(0, -1)) {
      const text = textOf(kinds.get(plural));
      if (text !== before && text !== end && !ONCE.has(plural))
        await writeFile(
          join(folder, `${plural}@${stampOfSecond(at)}.json`),
          text,
        );
      before = text;
    }
  }
}

/** Of these the end says everything: nodes only beat, events keep their own times. */
const ONCE = new Set(['nodes', 'events']);

async function writePrometheus({
  place,
  cluster: { prometheus: url, environment },
  from,
  now,
  long = false,
}) {
  const folder = join(place, 'prometheus');
  await mkdir(folder, { recursive: true });
  const stage = environment === 'stage';
  const all = long ? QUERIES_OF_A_DAY : QUERIES;
  const names = stage ? QUERIES_OF_STAGE : Object.keys(all);
  const step = stage ? 60 : 15;
  for (const name of names) {
    const answer = await queryRange({
      url,
      query: all[name],
      from,
      to: now,
      step: long ? step * 12 : step,
    });
    await writeFile(
      join(folder, `${name}.json`),
      `${JSON.stringify(answer)}\n`,
    );
  }
  await writeFile(
    join(folder, 'alerts.json'),
    `${JSON.stringify(await ask(url, '/api/v1/alerts'))}\n`,
  );
  const rules = await ask(url, '/api/v1/rules');
  for (const group of rules.data.groups) group.file = 'rules.yml'; // where it lay is nobody's business
  await writeFile(join(folder, 'rules.json'), `${JSON.stringify(rules)}\n`);
}

async function writeLogs({ place, cluster: { shop }, from, now }) {
  const folder = join(place, 'logs');
  await mkdir(folder, { recursive: true });
  const byNamespace = new Map();
  const inside = shop.documents.filter(entry => {
    const time = Date.parse(entry['@timestamp']);
    return time >= from && time <= now;
  });
  inside.sort((a, b) => (a['@timestamp'] < b['@timestamp'] ? -1 : 1));
  for (const entry of inside) {
    const { namespace } = entry.kubernetes;
    if (!byNamespace.has(namespace)) byNamespace.set(namespace, []);
    byNamespace.get(namespace).push(JSON.stringify(entry));
  }
  for (const [namespace, lines] of byNamespace)
    await writeFile(
      join(folder, `${namespace}.ndjson`),
      `${lines.join('\n')}\n`,
    );
}
