/** The Kafka side of the shop: topics that orders and payments fill, groups that read them, and their lag. */
export class Consumers {
  #shop;
  #groups;
  #orders = 0;

  constructor(shop) {
    this.#shop = shop;
    this.#groups = [
      {
        service: 'checkout',
        group: 'checkout',
        topic: 'orders.events',
        perPod: 6,
        events: 3,
        lag: 0,
      },
      ...[...shop.services.values()]
        .filter(({ component }) => component.consumes)
        .map(({ component }) => ({
          service: component.name,
          events: 1,
          lag: 0,
          ...component.consumes,
        })),
    ];
  }

  /** A visitor has ordered: events follow. */
  ordered() {
    this.#orders += 1;
  }

  tick(time) {
    const { metrics, services, random } = this.#shop;
    for (const entry of this.#groups) {
      const service = services.get(entry.service);
      const come = this.#orders * entry.events + (random.next() < 0.3 ? 1 : 0);
      const able =
        service.ready.length * entry.perPod * (0.9 + random.next() * 0.2);
      const read = Math.min(entry.lag + come, Math.round(able));
      entry.lag += come - read;
      const { namespace } = service.component;
      metrics.add(
        'kafka_consumer_records_consumed_total',
        { namespace, deployment: entry.service, topic: entry.topic },
        read,
      );
      if (entry.service === 'checkout') continue; // it counts its requests
      service.count(read);
      for (let left = read; left > 0; left -= 1)
        service.chatter({
          time,
          entry: random.pick(service.ready),
          ms: 20,
          thin: this.#shop.thin,
        });
    }
    metrics.replace(
      'kafka_consumergroup_lag',
      'gauge',
      this.#groups.map(({ group, topic, lag }) => [
        { consumergroup: group, topic },
        lag + random.whole(0, 3),
      ]),
    );
    this.#orders = 0;
  }
}
