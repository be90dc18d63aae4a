// Builds a base in the portal and asks it in both languages, with the client of the packed package:
//   ask.mjs URL PORTAL PID_OF_THE_PORTAL
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [url, portal, pid] = process.argv.slice(2);
// beside the backend plugin, because the portal itself does not depend on it
const portalRequire = createRequire(join(portal, 'package.json'));
const { AssistantClient } = portalRequire(
  '@smart-assistant/backstage-plugin-assistant-common',
);

const QUESTIONS = [
  {
    language: 'en',
    question: 'How do I restart parcel-tracker after a bad release?',
    page: /restart/,
  },
  {
    language: 'ru',
    question: 'Что делать, если parcel-tracker отстаёт от очереди?',
    page: /otstavanie/,
  },
];

async function waitFor(what, seconds, attempt) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < deadline) {
    process.kill(Number(pid), 0); // throws when the portal has ended
    try {
      const value = await attempt();
      if (value) {
        return value;
      }
    } catch (error) {
      last = error;
    }
    await sleep(500);
  }
  throw new Error(`${what} did not happen within ${seconds} s`, {
    cause: last,
  });
}

async function signIn() {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
    signal: AbortSignal.timeout(5000),
  });
  assert.equal(response.status, 200);
  return (await response.json()).backstageIdentity.token;
}

async function findEntity(token) {
  const response = await fetch(
    `${url}/api/catalog/entities/by-name/component/default/parcel-tracker`,
    {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(5000),
    },
  );
  return response.ok;
}

async function buildBase(client) {
  const { buildId } = await waitFor('A build', 30, () => client.startBuild());
  const build = await waitFor('The end of the build', 90, async () => {
    const progress = await client.getBuild(buildId);
    return progress.state === 'running' ? undefined : progress;
  });
  assert.ok(
    ['complete', 'unchanged'].includes(build.state),
    JSON.stringify(build),
  );
  assert.deepEqual(build.problems, []);
  const status = await client.getDocumentBase();
  const active = status.generations.find(
    ({ generation }) => generation === status.active,
  );
  assert.ok(active?.documents >= 2, JSON.stringify(status));
  console.log(
    `base: generation ${active.generation} on ${status.engine}, ${active.documents} documents, ${active.chunks} chunks`,
  );
}

async function ask(client, { question, language, page }) {
  const started = performance.now();
  const events = [];
  const signal = AbortSignal.timeout(30_000);
  for await (const event of client.ask({ question }, { signal })) {
    events.push(event);
  }
  const took = Math.round(performance.now() - started);
  const all = type => events.filter(event => event.type === type);
  const told = JSON.stringify(events);

  assert.equal(all('answer-start')[0]?.language, language, told);
  assert.equal(all('answer-end')[0]?.status, 'complete', told);
  assert.deepEqual(all('answer-error'), []);
  const { generation } = all('answer-end')[0].basis.documents ?? {};
  assert.ok(generation > 0, told);
  const urls = all('citation-available').map(({ citation }) => citation.url);
  assert.match(urls[0] ?? '', page, `cited: ${urls}; ${told}`);
  const [{ steps }] = all('steps-available');
  assert.ok(steps.length >= 2, told);
  console.log(
    `${language}: ${steps.length} steps, cites ${urls.length} (${urls[0]}), ${took} ms`,
  );
}

const token = await waitFor('The sign-in', 120, signIn);
await waitFor('The catalog entry', 60, () => findEntity(token));
const client = new AssistantClient({
  discoveryApi: { getBaseUrl: async plugin => `${url}/api/${plugin}` },
  fetchApi: {
    fetch: (input, init) =>
      fetch(input, {
        signal: AbortSignal.timeout(30_000),
        ...init,
        headers: { ...init?.headers, Authorization: `Bearer ${token}` },
      }),
  },
});
await buildBase(client);
for (const question of QUESTIONS) {
  await ask(client, question);
}
