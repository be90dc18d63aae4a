import { stampOfSecond, sleep } from './clock.mjs';
import { Events } from './kubeletEvents.mjs';
import {
  containerId,
  digest,
  podStatus,
  spelled,
  waiting,
} from './kubeletStatus.mjs';

/**
 * Plays the kubelets of a cluster: takes pods that the real scheduler placed, does what their manifests ask for, and
 * writes status and events to the real API server as a kubelet does. What becomes of a container follows from its
 * manifest: an image that the registry does not have cannot be pulled, a key that its Secret lacks cannot be handed
 * over, a program that needs more memory than the limit is killed. No annotation decides it.
 */
export class Kubelet {
  /** uid -> { pod, container, state, ready, restarts, startedAt, … } of every pod that is on a node */
  pods = new Map();
  #api;
  #hasImage;
  #startupOf;
  #events;
  #stopped = false;

  constructor({ api, hasImage, startupOf, log }) {
    this.#api = api;
    this.#hasImage = hasImage;
    this.#startupOf = startupOf;
    this.#events = new Events(api);
    this.log = log;
  }

  async run() {
    while (!this.#stopped) {
      await this.#look().catch(error => this.log(`kubelet: ${error.message}`));
      await sleep(500);
    }
  }

  stop() {
    this.#stopped = true;
  }

  async #look() {
    const { items } = await this.#api.get('/api/v1/pods?resourceVersion=0');
    const seen = new Set();
    for (const pod of items) {
      if (!pod.spec.nodeName) continue;
      const { uid } = pod.metadata;
      seen.add(uid);
      const known = this.pods.get(uid);
      if (!known) this.#begin(pod);
      else if (pod.metadata.deletionTimestamp && !known.ending)
        this.#end(known);
    }
    for (const uid of this.pods.keys())
      if (!seen.has(uid)) this.pods.delete(uid);
  }

  #begin(pod) {
    const [spec] = pod.spec.containers;
    const entry = {
      pod,
      spec,
      container: spec.name,
      state: waiting('ContainerCreating'),
      restarts: 0,
      ready: false,
      since: Date.now(),
      address: `10.244.${digest(pod.spec.nodeName, 1)}.${digest(
        pod.metadata.uid,
        1,
      )}`,
    };
    this.pods.set(pod.metadata.uid, entry);
    this.#live(entry).catch(error =>
      this.log(`kubelet ${pod.metadata.name}: ${error.message}`),
    );
  }

  async #live(entry) {
    await this.#write(entry);
    await this.#pull(entry);
    if (!(await this.#configure(entry))) return;
    await this.#start(entry);
  }

  async #pull(entry) {
    const { image } = entry.spec;
    const failed = `Failed to pull image "${image}": rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
    for (
      let wait = 10;
      !this.#hasImage(image);
      wait = Math.min(wait * 2, 300)
    ) {
      await this.#event(entry, 'Normal', 'Pulling', `Pulling image "${image}"`);
      await sleep(1000);
      await this.#event(entry, 'Warning', 'Failed', failed);
      await this.#event(entry, 'Warning', 'Failed', 'Error: ErrImagePull');
      await this.#wait(
        entry,
        'ErrImagePull',
        failed.slice(failed.indexOf('rpc error')),
      );
      await this.#backOff(entry, wait, async () => {
        await this.#wait(
          entry,
          'ImagePullBackOff',
          `Back-off pulling image "${image}": ErrImagePull: ${failed.slice(
            failed.indexOf('rpc error'),
          )}`,
        );
        await this.#event(
          entry,
          'Normal',
          'BackOff',
          `Back-off pulling image "${image}"`,
        );
        await this.#event(
          entry,
          'Warning',
          'Failed',
          'Error: ImagePullBackOff',
        );
      });
      if (!this.#isHere(entry)) return;
    }
    await this.#event(
      entry,
      'Normal',
      'Pulled',
      `Container image "${image}" already present on machine`,
    );
  }

  /** Sleeps in steps; says again each 12 s that it still backs off, as the sync loop does. */
  async #backOff(entry, seconds, say) {
    for (let past = 0; past < seconds && this.#isHere(entry); past += 12) {
      await sleep(1000 * Math.min(2, seconds));
      await say();
      await sleep(1000 * Math.max(0, Math.min(10, seconds - past - 2)));
    }
  }

  async #configure(entry) {
    for (;;) {
      const problem = await this.#missing(entry);
      if (!problem) return true;
      await this.#wait(entry, 'CreateContainerConfigError', problem);
      await this.#event(entry, 'Warning', 'Failed', `Error: ${problem}`);
      await sleep(12_000);
      if (!this.#isHere(entry)) return false;
      await this.#event(
        entry,
        'Normal',
        'Pulled',
        `Container image "${entry.spec.image}" already present on machine`,
      );
    }
  }

  async #missing({ pod, spec }) {
    const { namespace } = pod.metadata;
    for (const { valueFrom } of spec.env ?? []) {
      const wanted = valueFrom?.secretKeyRef;
      if (!wanted || wanted.optional) continue;
      const secret = await this.#api.find(
        `/api/v1/namespaces/${namespace}/secrets/${wanted.name}`,
      );
      if (!secret) return `secret "${wanted.name}" not found`;
      if (!(wanted.key in (secret.data ?? {})))
        return `couldn't find key ${wanted.key} in Secret ${namespace}/${wanted.name}`;
    }
    for (const { configMapRef } of spec.envFrom ?? []) {
      if (
        configMapRef &&
        !(await this.#api.find(
          `/api/v1/namespaces/${namespace}/configmaps/${configMapRef.name}`,
        ))
      ) {
        return `configmap "${configMapRef.name}" not found`;
      }
    }
    return undefined;
  }

  async #start(entry) {
    if (!this.#isHere(entry)) return;
    await this.#event(entry, 'Normal', 'Created', `Container created`);
    entry.startedAt = Date.now();
    entry.incarnation = (entry.incarnation ?? 0) + 1;
    entry.state = { running: { startedAt: stampOfSecond(entry.startedAt) } };
    entry.started = true;
    await this.#event(entry, 'Normal', 'Started', `Container started`);
    await this.#write(entry);
    const current = entry.incarnation;
    const startup = this.#startupOf(entry);
    const { readinessProbe: probe } = entry.spec;
    if (probe && startup > probe.initialDelaySeconds) {
      await sleep(probe.initialDelaySeconds * 1000);
      if (entry.incarnation !== current || !entry.startedAt) return;
      const url = `http://${entry.address}:8080${probe.httpGet.path}`;
      await this.#event(
        entry,
        'Warning',
        'Unhealthy',
        `Readiness probe failed: Get "${url}": dial tcp ${entry.address}:8080: connect: connection refused`,
      );
    }
    await sleep(Math.max(0, startup * 1000 - (Date.now() - entry.startedAt)));
    if (
      entry.incarnation !== current ||
      !entry.startedAt ||
      !this.#isHere(entry)
    )
      return;
    entry.ready = true;
    await this.#write(entry);
  }

  /** The program in the container ended: by itself, or by the kernel when it took too much memory. */
  async died(entry, { exitCode, reason }) {
    const terminated = {
      exitCode,
      reason,
      startedAt: stampOfSecond(entry.startedAt),
      finishedAt: stampOfSecond(Date.now()),
      containerID: containerId(entry),
    };
    const ran = Date.now() - entry.startedAt;
    entry.startedAt = undefined;
    entry.ready = false;
    entry.started = false;
    entry.state = { terminated };
    await this.#write(entry);
    // the back-off starts again after ten good minutes; the first restart is at once
    entry.wait =
      ran > 600_000 || entry.wait === undefined
        ? 0
        : Math.min(Math.max(10, entry.wait * 2), 300);
    await sleep(1500);
    if (entry.wait > 0) await this.#crashLoop(entry, terminated);
    if (!this.#isHere(entry)) return;
    entry.lastState = { terminated };
    entry.restarts += 1;
    await this.#event(
      entry,
      'Normal',
      'Pulled',
      `Container image "${entry.spec.image}" already present on machine`,
    );
    if (await this.#configure(entry)) await this.#start(entry);
  }

  async #crashLoop(entry, terminated) {
    const { name, namespace, uid } = entry.pod.metadata;
    const where = `${entry.container} pod=${name}_${namespace}(${uid})`;
    entry.lastState = { terminated };
    await this.#wait(
      entry,
      'CrashLoopBackOff',
      `back-off ${spelled(entry.wait)} restarting failed container=${where}`,
    );
    await this.#backOff(entry, entry.wait, () =>
      this.#event(
        entry,
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${entry.container} in pod ${name}_${namespace}(${uid})`,
      ),
    );
  }

  async #end(entry) {
    entry.ending = true;
    entry.ready = false;
    const { name, namespace } = entry.pod.metadata;
    if (entry.startedAt)
      await this.#event(
        entry,
        'Normal',
        'Killing',
        `Stopping container ${entry.container}`,
      );
    await sleep(1500);
    entry.startedAt = undefined;
    await this.#api
      .delete(`/api/v1/namespaces/${namespace}/pods/${name}`, {
        gracePeriodSeconds: 0,
      })
      .catch(error => this.log(`kubelet: ${error.message}`));
  }

  #isHere(entry) {
    return (
      this.pods.has(entry.pod.metadata.uid) && !entry.ending && !this.#stopped
    );
  }

  async #wait(entry, reason, message) {
    entry.state = waiting(reason, message);
    await this.#write(entry);
  }

  async #write(entry) {
    if (!this.pods.has(entry.pod.metadata.uid) || entry.ending) return;
    const { name, namespace } = entry.pod.metadata;
    await this.#api
      .patch(
        `/api/v1/namespaces/${namespace}/pods/${name}/status`,
        { status: podStatus(entry) },
        'application/strategic-merge-patch+json',
      )
      .catch(error => {
        if (error.code !== 404) throw error;
      });
  }

  #event(entry, type, reason, message) {
    return this.#events.say({
      pod: entry.pod,
      container: entry.container,
      type,
      reason,
      message,
    });
  }
}
