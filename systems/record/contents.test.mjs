/** What happened in a recording can be seen in it, in production only and on the named component only. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const INCIDENTS = fileURLToPath(
  new URL('../../examples/incidents/', import.meta.url),
);
/** Recording -> the sick component and how its containers show it; none when all is well. */
const SICK = {
  'checkout-out-of-memory': ['checkout', 'OOMKilled'],
  'recommender-bad-image-tag': ['recs-serving', 'ImagePullBackOff'],
  'payments-database-of-other-team': ['payments', 'CreateContainerConfigError'],
  'shop-healthy': [],
  'shop-quiet-day': [],
};

function read(name, cluster, file) {
  return JSON.parse(
    readFileSync(`${INCIDENTS}${name}/clusters/${cluster}/${file}`, 'utf8'),
  );
}

function unready(name, cluster) {
  return read(name, cluster, 'kubernetes/pods.json')
    .items.map(({ metadata, status }) => ({
      app: metadata.labels.app,
      container: status.containerStatuses[0],
    }))
    .filter(({ container }) => !container.ready);
}

for (const [name, [app, reason]] of Object.entries(SICK)) {
  const skip = !existsSync(`${INCIDENTS}${name}`) && 'not recorded';

  test(`${name}: who is sick, and of what`, { skip }, () => {
    assert.deepEqual(unready(name, 'shop-stage'), []);
    const sick = unready(name, 'shop-prod');
    assert.equal(sick.length > 0, Boolean(app));
    for (const pod of sick) {
      assert.equal(pod.app, app);
      const { state, lastState } = pod.container;
      assert.equal(
        reason === 'OOMKilled'
          ? (lastState.terminated ?? state.terminated).reason
          : state.waiting.reason,
        reason,
      );
    }
  });

  test(`${name}: alerts fire only when somebody is sick`, { skip }, () => {
    const alerts = read(name, 'shop-prod', 'prometheus/alerts.json');
    const firing = alerts.data.alerts.filter(({ state }) => state === 'firing');
    assert.equal(firing.length > 0, Boolean(app));
  });
}
