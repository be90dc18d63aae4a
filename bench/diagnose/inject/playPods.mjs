import { Events } from '../../../systems/record/kubelet/Events.mjs';
import { sleep, stampOfSecond } from '../../../systems/record/clock.mjs';

const withTimes = ({ lastState, ...init }, now) => ({
  ...init,
  lastState: {
    terminated: { ...lastState.terminated, startedAt: now, finishedAt: now },
  },
});

/** Plays what becomes of the pods of faults; all other pods live as the recorder's kubelet lets them. */
export class PodPlayer {
  #api;
  #kubelet;
  #events;
  #done = new Set();
  #busy = new Set();
  #stopped = false;

  constructor({ api, kubelet }) {
    this.#api = api;
    this.#kubelet = kubelet;
    this.#events = new Events(api);
  }

  stop() {
    this.#stopped = true;
  }

  async run(faults) {
    while (!this.#stopped) {
      const { items } = await this.#api.get('/api/v1/pods?resourceVersion=0');
      for (const pod of items.filter(({ spec }) => spec.nodeName)) {
        const fate = fateOf(pod, faults);
        if (fate) await this.#play(pod, fate);
      }
      for (const life of this.#kubelet.pods.values()) {
        const fault = faults.find(
          ({ id }) => id === life.pod.metadata.namespace,
        );
        this.#hurt(life, fault);
      }
      await sleep(2000);
    }
  }

  async #play(pod, fate) {
    const { namespace, name, uid } = pod.metadata;
    if (!this.#done.has(uid)) {
      this.#done.add(uid);
      await this.#api
        .patch(
          `/api/v1/namespaces/${namespace}/pods/${name}/status`,
          { status: statusOf(pod, fate) },
          'application/strategic-merge-patch+json',
        )
        .catch(ignoreMissing);
    }
    await this.#sayNowAndThen(pod, fate.says);
  }

  async #sayNowAndThen(pod, says, every = 15_000) {
    const { uid } = pod.metadata;
    if (says.length === 0 || this.#busy.has(uid)) return;
    this.#busy.add(uid);
    setTimeout(() => this.#busy.delete(uid), every);
    await this.#say(pod, says);
  }

  async #say(pod, says) {
    const container = pod.spec.containers[0].name;
    for (const [type, reason, message] of says) {
      await this.#events.say({ pod, container, type, reason, message });
    }
  }

  /** Ends the program of a pod each time it ran a few seconds, or lets its probe fail. */
  async #hurt(life, fault) {
    const { labels, uid } = life.pod.metadata;
    if (fault?.unready && isUnready(life, fault)) {
      if (life.startedAt)
        await this.#sayNowAndThen(life.pod, [fault.unready.says], 10_000);
      return;
    }
    if (fault?.dies?.app !== labels?.app || !life.startedAt) return;
    if (Date.now() - life.startedAt < 5000 || this.#busy.has(uid)) return;
    this.#busy.add(uid);
    await this.#say(life.pod, fault.dies.says?.(life) ?? []);
    await this.#kubelet.died(life, fault.dies.end);
    this.#busy.delete(uid);
  }
}

/** Whether the readiness probe of a pod never succeeds. */
export function isUnready({ pod }, { unready }) {
  return (
    unready !== undefined &&
    pod.metadata.labels?.app === unready.app &&
    (unready.image ?? pod.spec.containers[0].image) ===
      pod.spec.containers[0].image
  );
}

/** How a pod ends that no kubelet of the recorder plays. */
export function fateOf({ metadata: { namespace, labels = {} } }, faults) {
  const name = labels.app ?? '';
  const well = namespace.startsWith('twin-');
  const fault = faults.find(({ id }) => id === namespace.replace(/^twin-/, ''));
  return well ? fault?.playsWell?.[name] : fault?.plays?.[name];
}

function statusOf({ spec }, { phase, state, init }) {
  const now = stampOfSecond(Date.now());
  const ended = state.terminated && {
    terminated: { ...state.terminated, startedAt: now, finishedAt: now },
  };
  const condition = (type, status, reason) => ({
    type,
    status,
    lastTransitionTime: now,
    ...(reason && { reason }),
  });
  const unready = phase === 'Succeeded' ? 'PodCompleted' : 'ContainersNotReady';
  const like = ({ name, image }, part) => ({
    name,
    image,
    imageID: '',
    ready: false,
    restartCount: 0,
    ...part,
  });
  return {
    phase,
    startTime: now,
    conditions: [
      init
        ? condition('Initialized', 'False', 'ContainersNotInitialized')
        : condition('Initialized', 'True'),
      condition('Ready', 'False', unready),
      condition('ContainersReady', 'False', unready),
    ],
    ...(init && {
      initContainerStatuses: [
        like(spec.initContainers[0], withTimes(init, now)),
      ],
    }),
    containerStatuses: spec.containers.map(one =>
      like(one, { state: ended ?? state }),
    ),
  };
}

function ignoreMissing(error) {
  if (error.code !== 404) throw error;
}
