import { sleep } from '../clock.mjs';
import { Events } from './Events.mjs';
import { PodLife } from './PodLife.mjs';

/**
 * Plays the kubelets of a cluster: takes pods that the real scheduler placed, does what their manifests ask for, and
 * writes status and events to the real API server as a kubelet does. What becomes of a container follows from its
 * manifest: an image that the registry does not have cannot be pulled, a key that its Secret lacks cannot be handed
 * over, a program that needs more memory than the limit is killed. No annotation decides it.
 */
export class Kubelet {
  /** uid -> what lives on a node. */
  pods = new Map();
  #means;
  #log;
  #stopped = false;

  constructor({ api, hasImage, startupOf, log }) {
    this.#means = {
      api,
      hasImage,
      startupOf,
      events: new Events(api),
      isHere: uid => this.pods.has(uid) && !this.#stopped,
    };
    this.#log = log;
  }

  async run() {
    while (!this.#stopped) {
      await this.#guard(this.#look());
      await sleep(500);
    }
  }

  stop() {
    this.#stopped = true;
  }

  /** The program in a container ended: by itself, or by the kernel when it took too much memory. */
  died(life, { exitCode, reason }) {
    return this.#guard(life.died({ exitCode, reason }));
  }

  async #look() {
    const { api } = this.#means;
    const { items } = await api.get('/api/v1/pods?resourceVersion=0');
    const seen = new Set();
    for (const pod of items) {
      if (!pod.spec.nodeName) continue;
      const { uid, deletionTimestamp } = pod.metadata;
      seen.add(uid);
      const known = this.pods.get(uid);
      if (!known) this.#begin(pod);
      else if (deletionTimestamp && !known.ending) this.#guard(known.end());
    }
    for (const uid of this.pods.keys()) {
      if (!seen.has(uid)) this.pods.delete(uid);
    }
  }

  #begin(pod) {
    const life = new PodLife(pod, this.#means);
    this.pods.set(pod.metadata.uid, life);
    this.#guard(life.begin());
  }

  /** What goes wrong with one pod is told, and the others live on. */
  #guard(work) {
    return work.catch(error => this.#log(`kubelet: ${error.message}`));
  }
}
