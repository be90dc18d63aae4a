import { sleep, stampOfSecond } from '../clock.mjs';
import { pullImage, waitForConfiguration } from './preparation.mjs';
import {
  addressOf,
  containerId,
  podStatus,
  spelled,
  waiting,
} from './status.mjs';

/** After so long without a failure the back-off starts again. */
const GOOD_MINUTES = 600_000;
const LONGEST_WAIT = 300;

/** One pod on a node, with one container, from its first sight to its end. */
export class PodLife {
  restarts = 0;
  ready = false;
  started = false;
  incarnation = 0;
  since = Date.now();
  state = waiting('ContainerCreating');

  constructor(pod, means) {
    this.pod = pod;
    [this.spec] = pod.spec.containers;
    this.container = this.spec.name;
    this.address = addressOf(pod);
    this.means = means;
  }

  get isHere() {
    return this.means.isHere(this.pod.metadata.uid) && !this.ending;
  }

  async begin() {
    await this.write();
    if ((await pullImage(this)) && (await waitForConfiguration(this))) {
      await this.#start();
    }
  }

  async #start() {
    if (!this.isHere) return;
    await this.say('Normal', 'Created', 'Container created');
    this.startedAt = Date.now();
    this.incarnation += 1;
    this.started = true;
    this.state = { running: { startedAt: stampOfSecond(this.startedAt) } };
    await this.say('Normal', 'Started', 'Container started');
    await this.write();
    if (await this.#becomesReady(this.incarnation)) {
      this.ready = true;
      await this.write();
    }
  }

  /** True once the program answers its probe; false when it ended before. */
  async #becomesReady(incarnation) {
    const startup = this.means.startupOf(this);
    const probe = this.spec.readinessProbe;
    const lives = () =>
      this.incarnation === incarnation && this.startedAt && this.isHere;
    if (probe && startup > probe.initialDelaySeconds) {
      await sleep(probe.initialDelaySeconds * 1000);
      if (!lives()) return false;
      const at = `${this.address}:${this.spec.ports[0].containerPort}`;
      await this.say(
        'Warning',
        'Unhealthy',
        `Readiness probe failed: Get "http://${at}${probe.httpGet.path}": dial tcp ${at}: connect: connection refused`,
      );
    }
    if (!lives()) return false;
    await sleep(Math.max(0, startup * 1000 - (Date.now() - this.startedAt)));
    return Boolean(lives());
  }

  async died({ exitCode, reason }) {
    const terminated = {
      exitCode,
      reason,
      startedAt: stampOfSecond(this.startedAt),
      finishedAt: stampOfSecond(Date.now()),
      containerID: containerId(this),
    };
    const ran = Date.now() - this.startedAt;
    this.startedAt = undefined;
    this.ready = false;
    this.started = false;
    this.state = { terminated };
    await this.write();
    await sleep(1500);
    // the first restart is at once, the next ones after 10 s, 20 s, 40 s …
    this.wait =
      ran > GOOD_MINUTES || this.wait === undefined
        ? 0
        : Math.min(Math.max(10, this.wait * 2), LONGEST_WAIT);
    this.lastState = { terminated };
    if (this.wait > 0) await this.#crashLoop();
    if (!this.isHere) return;
    this.restarts += 1;
    await this.say('Normal', 'Pulled', this.present);
    if (await waitForConfiguration(this)) await this.#start();
  }

  async #crashLoop() {
    const { name, namespace, uid } = this.pod.metadata;
    const pod = `${name}_${namespace}(${uid})`;
    await this.waitFor(
      'CrashLoopBackOff',
      `back-off ${spelled(this.wait)} restarting failed container=${
        this.container
      } pod=${pod}`,
    );
    await this.backOff(this.wait, () =>
      this.say(
        'Warning',
        'BackOff',
        `Back-off restarting failed container ${this.container} in pod ${pod}`,
      ),
    );
  }

  async end() {
    this.ending = true;
    this.ready = false;
    const { name, namespace } = this.pod.metadata;
    if (this.startedAt) {
      await this.say(
        'Normal',
        'Killing',
        `Stopping container ${this.container}`,
      );
    }
    await sleep(1500);
    this.startedAt = undefined;
    await this.means.api.delete(
      `/api/v1/namespaces/${namespace}/pods/${name}`,
      { gracePeriodSeconds: 0 },
    );
  }

  get present() {
    return `Container image "${this.spec.image}" already present on machine`;
  }

  /** Sleeps in steps; says each 12 s that it still backs off, as a kubelet does when it looks again. */
  async backOff(seconds, say) {
    for (let past = 0; past < seconds && this.isHere; past += 12) {
      await sleep(1000 * Math.min(2, seconds - past));
      await say();
      await sleep(1000 * Math.max(0, Math.min(10, seconds - past - 2)));
    }
  }

  async waitFor(reason, message) {
    this.state = waiting(reason, message);
    await this.write();
  }

  async write() {
    const { name, namespace, uid } = this.pod.metadata;
    if (!this.means.isHere(uid) || this.ending) return;
    await this.means.api
      .patch(
        `/api/v1/namespaces/${namespace}/pods/${name}/status`,
        { status: podStatus(this) },
        'application/strategic-merge-patch+json',
      )
      .catch(error => {
        if (error.code !== 404) throw error;
      });
  }

  say(type, reason, message) {
    const { pod, container } = this;
    return this.means.events.say({ pod, container, type, reason, message });
  }
}
