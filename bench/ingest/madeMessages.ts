const SERVICES = 200;
const TEMPLATES = 15;
const NAMESPACES = 20;

const TEXTS = [
  'GET /api/v1/orders/% answered 200 in % ms',
  'request % of customer % failed after 3 tries: upstream connect error or disconnect before headers, reset reason: overflow',
  'connection to 10.0.%.12:5432 was closed after % ms',
  'cache miss for key cart:%:items, loading % rows',
  'retry % of 5 for message % of topic orders',
  'user % logged in from 10.2.3.% with session %',
  'slow query took % ms: select * from orders where id = %',
  'payment % accepted, amount % EUR',
  'worker % took job % from the queue',
  'health check passed in % ms',
  'circuit breaker of payments opened after % failures',
  'wrote % bytes to /var/data/segment-%.log',
  'leader election: term %, voted for node-%',
  'token of client % expires in % s, password=hunter2hunter%',
  'consumer lag of partition % is %',
];
const LEVELS = ['INFO', 'ERROR', 'WARN', 'INFO', 'WARN'];

/** A number that looks random and is the same each time. */
function mix(n: number): number {
  let x = (n + 0x9e3779b9) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
}

/** The service speaks unevenly: of all lines about a third are those of the first ten services. */
const uneven = (seed: number, limit: number) =>
  Math.min(limit - 1, Math.floor(limit * mix(seed) ** 2));

/** Line number `no` as a shipper sends it: ECS in JSON, with the metadata of its pod. */
export function logMessage(no: number, at: number): string {
  const service = uneven(no * 2, SERVICES);
  const kind = uneven(no * 2 + 1, TEMPLATES);
  let part = 0;
  const message = TEXTS[kind].replace(/%/g, () =>
    String(Math.floor(mix(no * 7 + part++) * 100_000)),
  );
  const name = `service-${service}`;
  return JSON.stringify({
    '@timestamp': new Date(at).toISOString(),
    message,
    'log.level': LEVELS[kind % LEVELS.length],
    'ecs.version': '8.11.0',
    agent: { type: 'filebeat', version: '8.15.0' },
    kubernetes: {
      namespace: `team-${service % NAMESPACES}`,
      pod: { name: `${name}-7d9f8b6c5d-x2vq${kind % 10}` },
      container: { name: 'app' },
      deployment: { name },
      node: { name: `node-${service % 9}` },
      labels: { app: name, 'pod-template-hash': '7d9f8b6c5d' },
    },
  });
}

/** All series at one time, as Prometheus answers, some hundred in each message. */
export function metricMessages(series: number, at: number): string[] {
  const messages: string[] = [];
  for (let first = 0; first < series; first += 500) {
    const count = Math.min(500, series - first);
    const result = Array.from({ length: count }, (_, i) => {
      const no = first + i;
      const service = no % SERVICES;
      return {
        metric: {
          __name__: `metric_${Math.floor(no / SERVICES)}`,
          namespace: `team-${service % NAMESPACES}`,
          deployment: `service-${service}`,
          pod: `service-${service}-7d9f8b6c5d-x2vq1`,
        },
        value: [at / 1000, String(mix(no + at) * 100)],
      };
    });
    messages.push(
      JSON.stringify({
        status: 'success',
        data: { resultType: 'vector', result },
      }),
    );
  }
  return messages;
}
