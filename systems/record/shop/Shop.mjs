import { componentsOf, workloadOf } from './components.mjs';
import { Consumers } from './Consumers.mjs';
import { clusterMetrics } from './clusterMetrics.mjs';
import { Logger } from './Logger.mjs';
import { Metrics } from './Metrics.mjs';
import { START } from './phrases.mjs';
import { Random } from './Random.mjs';
import { CALLS, COMPLAINTS, OWN_ROUTE, ROUTES } from './routes.mjs';
import { Service } from './Service.mjs';

/**
 * The toy shop: visitors come, each request runs through the services it needs, and what the services count and say
 * is what Prometheus scrapes and the log shipper takes. It runs second by second on the recording clock.
 */
export class Shop {
  metrics = new Metrics();
  /** Extra load on one route, set by a scenario: { '/search': 3 } */
  surge = {};

  /** How many times less than usual the services say while all is well. */
  thin = 1;

  constructor({ environment, cluster, seed }) {
    this.random = new Random(seed);
    this.visits = environment === 'stage' ? 1.5 : 22;
    this.logger = new Logger({ cluster, random: this.random });
    this.services = new Map(
      componentsOf(environment).map(component => [
        component.name,
        new Service({
          component: scaled(component, environment),
          random: this.random,
          logger: this.logger,
        }),
      ]),
    );
    this.consumers = new Consumers(this);
  }

  get documents() {
    return this.logger.documents;
  }

  /** One second of the shop; returns the containers that outgrew their limit in it. */
  tick({ time, pods, workloads }) {
    this.time = time;
    const fat = [];
    for (const service of this.services.values()) {
      fat.push(...service.tick({ pods, time }));
      for (const entry of service.entries) this.#sayStart(service, entry);
    }
    const rate = this.visits * dayCurve(time);
    for (const route of ROUTES) {
      const factor = this.surge[route.uri] ?? 1;
      for (
        let left = this.random.arrivals(rate * route.share * factor);
        left > 0;
        left -= 1
      )
        this.#visit(route);
    }
    this.consumers.tick(time);
    clusterMetrics(this.metrics, { pods, workloads });
    return fat;
  }

  #visit(route) {
    const { ms, status } = this.#serve(
      'storefront',
      route.calls,
      [route.method, route.uri],
      this.random.hex(16),
    );
    if (route.method === 'POST' && status < 500) this.consumers.ordered();
    const analytics = this.services.get('web-analytics');
    if (analytics)
      this.#serve('web-analytics', [], OWN_ROUTE['web-analytics'], '');
    return ms;
  }

  #serve(name, calls, [method, uri], trace) {
    const service = this.services.get(name);
    const answer = service.take();
    const { entry } = answer;
    if (entry && answer.status < 500) {
      for (const [callee, options] of calls)
        this.#call({ service, answer, callee, options, trace });
    }
    const labels = {
      namespace: service.component.namespace,
      deployment: name,
      method,
      uri,
    };
    if (entry) {
      this.metrics.observe(
        'http_server_requests_seconds',
        { ...labels, status: answer.status },
        answer.ms / 1000,
      );
      service.chatter({
        time: this.time,
        entry,
        ms: answer.ms,
        thin: this.thin,
      });
    }
    return answer;
  }

  #call({
    service,
    answer,
    callee,
    options: { timeoutMs = 2000, optional = false } = {},
    trace,
  }) {
    let called = this.#serve(
      callee,
      CALLS[callee] ?? [],
      OWN_ROUTE[callee],
      trace,
    );
    if (called.ms > timeoutMs) called = { ms: timeoutMs, status: 504 };
    answer.ms += called.ms;
    const { name, namespace } = service.component;
    const outcome = called.status < 500 ? 'SUCCESS' : 'SERVER_ERROR';
    this.metrics.observe(
      'http_client_requests_seconds',
      { namespace, deployment: name, client_name: callee, outcome },
      called.ms / 1000,
    );
    if (called.status < 500) return;
    if (!optional) answer.status = called.status === 504 ? 504 : 503;
    const complain = COMPLAINTS[name]?.[callee];
    // the log shipper of the shop keeps half of what repeats
    if (!complain || this.random.next() < (optional ? 0.9 : 0.5)) return;
    const [level, logger, message] = complain({
      ...called,
      ms: Math.round(called.ms),
    });
    service.say({
      time: this.time,
      entry: answer.entry,
      level,
      logger,
      message,
      trace,
    });
  }

  #sayStart(service, entry) {
    if (!entry.startedAt || entry.saidStart === entry.incarnation) return;
    if (entry.saidStart === undefined && this.quietStart) {
      entry.saidStart = entry.incarnation;
      return;
    }
    const { name, runtime, startup } = service.component;
    const [first, ...rest] = START[runtime](
      name,
      entry.spec.image.split(':')[1],
      (startup * (0.9 + 0.2 * this.random.next())).toFixed(2),
    );
    const say = ([logger, message], at) =>
      service.say({ time: at, entry, level: 'INFO', logger, message });
    entry.saidStart = entry.incarnation;
    say(first, this.time);
    for (const line of rest) say(line, this.time + startup * 900);
  }
}

/** A shop by day: quiet at four in the morning, busy at eight in the evening (UTC). */
export function dayCurve(time) {
  const hour = (time / 3_600_000) % 24;
  return (
    0.75 +
    0.3 * Math.sin(((hour - 12) / 24) * 2 * Math.PI) +
    0.05 * Math.sin((hour / 6) * 2 * Math.PI)
  );
}

/** One pod of stage sees little traffic: its heap stays small. */
function scaled(component, environment) {
  if (environment !== 'stage') return component;
  const { memory } = component;
  return {
    ...component,
    perPod: component.perPod * 3,
    memory: { ...memory, heap: Math.round(memory.heap * 0.4) },
  };
}

export { workloadOf };
