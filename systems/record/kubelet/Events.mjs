import { stampOfSecond } from '../clock.mjs';

/** Writes events of pods as a kubelet does: the same words again only raise the count. */
export class Events {
  #api;
  #known = new Map();

  constructor(api) {
    this.#api = api;
  }

  async say({ pod, container, type, reason, message }) {
    const { name, namespace, uid, resourceVersion } = pod.metadata;
    const key = [uid, reason, message].join('\n');
    const now = stampOfSecond(Date.now());
    const path = `/api/v1/namespaces/${namespace}/events`;
    const known = this.#known.get(key);
    if (known) {
      known.count += 1;
      const again = await this.#api
        .patch(`${path}/${known.name}`, {
          count: known.count,
          lastTimestamp: now,
        })
        .catch(error => {
          if (error.code !== 404) throw error; // somebody cleared old events
        });
      if (again) return;
    }
    const event = await this.#api.post(path, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${name}.${Date.now().toString(16)}${Math.random()
          .toString(16)
          .slice(2, 7)}`,
        namespace,
      },
      involvedObject: {
        apiVersion: 'v1',
        kind: 'Pod',
        name,
        namespace,
        uid,
        resourceVersion,
        fieldPath: `spec.containers{${container}}`,
      },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
      source: { component: 'kubelet', host: pod.spec.nodeName },
      reportingComponent: 'kubelet',
      reportingInstance: pod.spec.nodeName,
    });
    this.#known.set(key, { name: event.metadata.name, count: 1 });
  }
}
