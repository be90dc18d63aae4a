import { containerOf } from './components.mjs';
import { CHATTER } from './phrases.mjs';

const MIB = 1024 * 1024;

/**
 * One toy service: its pods are those of the cluster, with the limits that their manifests give them.
 * A request takes longer the closer the ready pods are to what they can take, and when memory gets tight.
 */
export class Service {
  #rate = 0;
  #seen = 0;

  constructor({ component, random, logger }) {
    this.component = component;
    this.random = random;
    this.logger = logger;
    this.entries = [];
  }

  /** Takes the pods that the kubelets run now, and lets their memory grow for one second. */
  tick({ pods, time }) {
    const { component } = this;
    this.entries = pods.filter(
      ({ pod, container }) =>
        pod.metadata.namespace === component.namespace &&
        pod.metadata.labels?.app === component.name &&
        container === containerOf(component),
    );
    this.ready = this.entries.filter(entry => entry.ready);
    this.reset = this.entries.filter(
      entry => !entry.ready && time - (entry.lostAt ?? 0) < 2500,
    );
    this.#rate += (this.#seen - this.#rate) * 0.06;
    this.#seen = 0;
    const room =
      this.ready.length * (component.perPod ?? component.consumes.perPod);
    this.load = room > 0 ? this.#rate / room : 2;
    return this.entries.filter(entry => this.#grow(entry, time));
  }

  get rate() {
    return this.#rate;
  }

  /** True when the container now holds more than its limit. */
  #grow(entry, time) {
    if (!entry.startedAt) {
      entry.memory = 0;
      entry.cpu = 0;
      return false;
    }
    const { own, heap, leak = 0 } = this.component.memory;
    const limit = mebibytes(entry.spec.resources?.limits?.memory);
    const most =
      this.component.runtime === 'java' ? Math.min(heap, limit * 0.7) : heap;
    if (entry.bornAs !== entry.incarnation) {
      // no two start alike: what the first visitors ask for fills a heap sooner or later
      entry.bornAs = entry.incarnation;
      entry.bornAt = time;
      entry.haste = 0.7 + 0.7 * this.random.next();
    }
    const age = (time - entry.bornAt) / 1000;
    const busy = Math.max(0.4, Math.min(2.2, this.load * 1.8));
    const pace = ((this.component.warmUp ?? 55) * entry.haste) / busy;
    const full = 1 - Math.exp(-age / pace);
    entry.saw =
      ((entry.saw ?? this.random.next()) + 0.02 + this.load * 0.03) % 1;
    const heapNow = most * full * (0.86 + 0.14 * entry.saw) + leak * age;
    entry.memory = Math.round(
      (own * (0.94 + 0.06 * full) + heapNow + this.random.next() * 3) * MIB,
    );
    entry.cpu =
      (entry.ready
        ? 0.04 + this.load * 0.55 * cores(entry)
        : 0.9 * cores(entry)) *
      (0.9 + 0.2 * this.random.next());
    const over = limit > 0 && entry.memory > limit * MIB;
    if (over) entry.memory = limit * MIB; // the kernel grants no more
    return over;
  }

  /** Work that did not come as a request. */
  count(records) {
    this.#seen += records;
  }

  /** One request: { ms, status } and the pod that answered, if one did. */
  take() {
    this.#seen += 1;
    const { random, component } = this;
    if (
      this.reset.length &&
      random.next() <
        this.reset.length / (this.ready.length + this.reset.length)
    ) {
      return {
        ms: random.whole(1, 40),
        status: 502,
        reason: 'connection reset by peer',
      };
    }
    if (!this.ready.length)
      return {
        ms: random.whole(1, 6),
        status: 503,
        reason: 'no endpoints available',
      };
    const entry = random.pick(this.ready);
    if (this.load > 1.05 && random.next() < (1 - 1 / this.load) * 0.8) {
      return {
        ms: random.whole(900, 2200),
        status: 503,
        reason: 'upstream overloaded',
        entry,
      };
    }
    const limit = mebibytes(entry.spec.resources?.limits?.memory) * MIB;
    const tight = Math.max(0, (entry.memory ?? 0) / limit - 0.88) * 30;
    const crowd =
      this.load < 0.65
        ? 1
        : 1 +
          Math.min(
            14,
            ((this.load - 0.65) / Math.max(0.04, 1.08 - this.load)) * 1.6,
          );
    const ms =
      component.latencyMs * Math.exp(0.35 * random.bell()) * (crowd + tight);
    return { ms, status: random.next() < 0.0004 ? 500 : 200, entry };
  }

  /** `thin` lets the service say less, for long recordings. */
  chatter({ time, entry, ms, thin = 1 }) {
    const { every, lines } = CHATTER[this.component.name];
    if (!entry || this.random.next() >= 1 / (every * thin)) return;
    const [logger, message] = this.random.pick(lines)(this.random, ms);
    this.say({ time, entry, level: 'INFO', logger, message });
  }

  say({ entry = this.ready?.[0] ?? this.entries[0], ...line }) {
    if (entry)
      this.logger.say({
        component: { ...this.component, image: entry.spec.image },
        entry,
        ...line,
      });
  }
}

export function mebibytes(quantity) {
  const [, number, unit] = /^([\d.]+)(Ki|Mi|Gi|)$/.exec(quantity ?? '0') ?? [];
  return Number(number) * { Ki: 1 / 1024, Mi: 1, Gi: 1024, '': 1 / MIB }[unit];
}

function cores(entry) {
  const asked = entry.spec.resources?.requests?.cpu ?? '100m';
  return asked.endsWith('m')
    ? Number(asked.slice(0, -1)) / 1000
    : Number(asked);
}
