import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPONENTS } from './components.mjs';
import { Random } from './Random.mjs';
import { mebibytes, Service } from './Service.mjs';

const MIB = 1024 * 1024;

function checkoutWith({ limit, pods = 1 }) {
  const component = COMPONENTS.find(({ name }) => name === 'checkout');
  const service = new Service({
    component,
    random: new Random(3),
    logger: { say() {} },
  });
  const entries = Array.from({ length: pods }, (_, index) => ({
    pod: {
      metadata: {
        name: `checkout-${index}`,
        namespace: 'shop',
        labels: { app: 'checkout' },
      },
    },
    container: 'checkout',
    spec: {
      resources: { requests: { cpu: '500m' }, limits: { memory: limit } },
    },
    ready: true,
    startedAt: 1,
    incarnation: 1,
  }));
  return { service, entries };
}

function killedAfter({ service, entries }, seconds) {
  for (let second = 1; second <= seconds; second += 1) {
    const fat = service.tick({ pods: entries, time: second * 1000 });
    if (fat.length > 0) return second;
    service.take();
  }
  return undefined;
}

test('checkout lives within 1Gi and outgrows 512Mi within minutes', () => {
  assert.equal(killedAfter(checkoutWith({ limit: '1Gi' }), 3600), undefined);
  const second = killedAfter(checkoutWith({ limit: '512Mi' }), 3600);
  assert.ok(second > 15 && second < 240, `killed after ${second} s`);
});

test('every component lives within its own limit', () => {
  for (const component of COMPONENTS) {
    const most = component.memory.own + component.memory.heap;
    assert.ok(most < mebibytes(component.limits.memory) * 0.88, component.name);
  }
});

test('a request without a ready pod fails at once', () => {
  const { service } = checkoutWith({ limit: '1Gi' });
  service.tick({ pods: [], time: 1000 });
  const { status, ms } = service.take();
  assert.equal(status, 503);
  assert.ok(ms < 10);
});

test('reads quantities', () => {
  assert.equal(mebibytes('1Gi'), 1024);
  assert.equal(mebibytes('1536Mi'), 1536);
  assert.equal(mebibytes(`${3 * MIB}`), 3);
  assert.equal(mebibytes(undefined), 0);
});
