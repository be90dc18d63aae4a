// Waits until a person can sign in and be answered: node waitUntilReady.mjs URL PID [SECONDS]
import { setTimeout as sleep } from 'node:timers/promises';

const [url, pid, seconds = '180'] = process.argv.slice(2);
const deadline = Date.now() + Number(seconds) * 1000;
let last = 'nothing answered yet';

async function readJson(path, headers) {
  const response = await fetch(`${url}${path}`, {
    headers,
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

async function isReady() {
  const session = await readJson('/api/auth/demo/refresh', {
    'x-demo-person': 'guest',
    'x-requested-with': 'XMLHttpRequest',
  });
  const readiness = await readJson('/api/assistant/readiness', {
    authorization: `Bearer ${session.backstageIdentity.token}`,
  });
  last = readiness.database.ok
    ? `documents are ${readiness.documents.state}`
    : `${readiness.database.reason} ${readiness.database.remedy ?? ''}`;
  return readiness.ready;
}

while (Date.now() < deadline) {
  try {
    process.kill(Number(pid), 0);
  } catch {
    console.error('The portal ended while it was starting.');
    process.exit(1);
  }
  try {
    if (await isReady()) {
      process.exit(0);
    }
  } catch (error) {
    last = error.message;
  }
  await sleep(300);
}
console.error(`Not ready after ${seconds} s: ${last}`);
process.exit(1);
