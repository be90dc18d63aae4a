import { stamp } from '../clock.mjs';

/** Writes what the toy services say as documents of the Elastic Common Schema, one at a time, as `_source` holds them. */
export class Logger {
  documents = [];
  #cluster;
  #random;

  constructor({ cluster, random }) {
    this.#cluster = cluster;
    this.#random = random;
  }

  say({ time, component, entry, level, logger, message, trace, error }) {
    const { metadata, spec } = entry.pod;
    this.documents.push({
      '@timestamp': stamp(time + this.#random.whole(0, 999)),
      log: { level, logger },
      message,
      ecs: { version: '8.11' },
      service: { name: component.name, version: component.image.split(':')[1] },
      ...(trace && { trace: { id: trace } }),
      ...(error && { error }),
      orchestrator: { cluster: { name: this.#cluster } },
      kubernetes: {
        namespace: metadata.namespace,
        pod: { name: metadata.name },
        container: { name: entry.container },
        node: { name: spec.nodeName },
        labels: { app: component.name },
      },
    });
  }
}
