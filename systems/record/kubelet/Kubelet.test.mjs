import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingReference } from './preparation.mjs';
import { PodLife } from './PodLife.mjs';
import { podStatus } from './status.mjs';

const pod = {
  metadata: { name: 'pay-1', namespace: 'payments', uid: 'u1' },
  spec: {
    nodeName: 'node-a',
    containers: [
      {
        name: 'pay',
        image: 'pay:1',
        env: [{ valueFrom: { secretKeyRef: { name: 's', key: 'KEY' } } }],
        envFrom: [{ configMapRef: { name: 'c' } }],
      },
    ],
  },
};
const apiWith = objects => ({ find: async path => objects[path] });
const SECRET = '/api/v1/namespaces/payments/secrets/s';
const CONFIG = '/api/v1/namespaces/payments/configmaps/c';

test('names the reference that leads nowhere as a kubelet does', async () => {
  const missing = objects =>
    missingReference(new PodLife(pod, { api: apiWith(objects) }));
  assert.equal(await missing({}), 'secret "s" not found');
  assert.equal(
    await missing({ [SECRET]: { data: { OTHER: '' } } }),
    "couldn't find key KEY in Secret payments/s",
  );
  assert.equal(
    await missing({ [SECRET]: { data: { KEY: '' } } }),
    'configmap "c" not found',
  );
  assert.equal(
    await missing({ [SECRET]: { data: { KEY: '' } }, [CONFIG]: {} }),
    undefined,
  );
});

test('a killed container is terminated first and restarts at once the first time', async () => {
  const said = [];
  const written = [];
  const life = new PodLife(pod, {
    api: {
      ...apiWith({ [SECRET]: { data: { KEY: '' } }, [CONFIG]: {} }),
      patch: async (_, { status }) => written.push(structuredClone(status)),
    },
    hasImage: () => true,
    startupOf: () => 0,
    isHere: () => true,
    events: { say: async ({ reason }) => said.push(reason) },
  });
  await life.begin();
  assert.equal(podStatus(life).containerStatuses[0].ready, true);
  await life.died({ exitCode: 137, reason: 'OOMKilled' });
  const states = written.map(({ containerStatuses: [{ state }] }) => state);
  assert.ok(states.some(({ terminated }) => terminated?.exitCode === 137));
  const [last] = podStatus(life).containerStatuses;
  assert.equal(last.restartCount, 1);
  assert.equal(last.lastState.terminated.reason, 'OOMKilled');
  assert.ok(last.state.running && last.ready);
  assert.deepEqual(said, [
    ...['Pulled', 'Created', 'Started'],
    ...['Pulled', 'Created', 'Started'],
  ]);
});
