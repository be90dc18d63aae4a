import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** What a series measures, as far as a chart is drawn of it. */
export type Signal =
  | 'memory'
  | 'memory-limit'
  | 'errors'
  | 'latency'
  | 'rate'
  | 'restarts'
  | 'lag'
  | 'cpu';

/** The first that matches counts; of a ratio both halves stand in the query. */
const RULES: ReadonlyArray<readonly [Signal, RegExp]> = [
  ['memory-limit', /memory.{0,40}limit|limit.{0,80}"memory"/],
  ['memory', /memory.{0,20}(working_set|working-set|rss|usage|used|bytes)/],
  ['restarts', /restart/],
  ['lag', /(consumer|group|records?)_?.{0,12}lag|_lag\b/],
  [
    'errors',
    /error[_-]?(ratio|rate|share|percent)|status[^/]{0,6}=[~]?"5|_errors?_total[^/]*\/|outcome="SERVER_ERROR"/,
  ],
  [
    'latency',
    /histogram_quantile|latency|duration_seconds|response_time|_p9\d\b/,
  ],
  [
    'rate',
    /requests?_(total|seconds_count|per_second|rate)|\brps\b|http_server_requests/,
  ],
  ['cpu', /cpu_usage|cpu_seconds|cpu[_-]usage/],
];

/** By its query, or its name where it has none. */
export function classifySeries({ name, query }: Series): Signal | undefined {
  const text = query ?? name;
  return RULES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** What a series of a client measures is told by its peer's label, and is not the entity's own. */
export function isAboutPeer({ labels }: Series): boolean {
  return ['client_name', 'peer', 'destination', 'upstream'].some(
    label => labels[label] !== undefined,
  );
}

/** UCUM-like unit, and what values are multiplied by to be in it. */
export function unitOf(
  signal: Signal,
  { name, query }: Series,
): { unit: string; factor: number } {
  const text = query ?? name;
  switch (signal) {
    case 'memory':
    case 'memory-limit':
      return { unit: 'By', factor: 1 };
    case 'errors':
      return { unit: '1', factor: /percent/.test(text) ? 0.01 : 1 };
    case 'latency':
      return {
        unit: 's',
        factor: /_ms\b|millisecond/.test(text) ? 0.001 : 1,
      };
    case 'rate':
      return { unit: '1/s', factor: 1 };
    default:
      return { unit: '', factor: 1 };
  }
}
