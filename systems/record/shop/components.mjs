/**
 * The workloads of the demo shop, by the names, namespaces and figures of its catalog and documents.
 *
 * `latencyMs` is the usual time of one request without its calls, `perPod` how many requests a second one pod can take
 * and `startup` the seconds until it is ready. Memory is `own` (code, threads, buffers) plus a heap that grows to `heap`
 * at most, in MiB; a Java heap ends at 70 % of the container's limit, whatever it would like.
 */
const java = {
  port: 8080,
  runtime: 'java',
  health: '/health/ready',
  startup: 14,
};
const light = { port: 8080, runtime: 'native', health: '/healthz', startup: 2 };
const python = {
  port: 8080,
  runtime: 'python',
  health: '/v1/health',
  startup: 5,
};

export const COMPONENTS = [
  {
    ...light,
    name: 'storefront',
    namespace: 'shop',
    image: 'shop/storefront:5.31.0',
    replicas: 3,
    requests: { cpu: '250m', memory: '256Mi' },
    limits: { memory: '512Mi' },
    memory: { own: 70, heap: 130 },
    env: {
      CHECKOUT_URL: 'http://checkout:8080',
      SEARCH_URL: 'http://search:8080',
      RECS_TIMEOUT: '300ms',
    },
    latencyMs: 18,
    perPod: 16,
    owner: 'team-storefront',
    host: 'shop.example',
  },
  {
    ...java,
    name: 'checkout',
    namespace: 'shop',
    image: 'shop/checkout:3.14.2',
    replicas: 6,
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { memory: '1Gi' },
    memory: { own: 262, heap: 440 },
    warmUp: 34, // carts are cached early
    env: {
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError',
      ORDERS_URL: 'http://orders:8080',
      PAYMENTS_URL: 'http://payments.payments:8080',
      PAYMENTS_TIMEOUT: '2s',
      KAFKA_MAX_POLL_RECORDS: '200',
    },
    config: { PAYMENTS_MODE: 'direct', PAYMENTS_BREAKER_OPEN_AT: '0.5' },
    secret: { name: 'checkout-db', keys: ['DB_USER', 'DB_PASSWORD'] },
    latencyMs: 95,
    perPod: 0.6,
    owner: 'team-checkout',
  },
  {
    ...java,
    name: 'orders',
    namespace: 'shop',
    image: 'shop/orders:7.2.4',
    replicas: 6,
    scale: { max: 10, cpu: 70 },
    requests: { cpu: '300m', memory: '768Mi' },
    limits: { memory: '768Mi' },
    memory: { own: 210, heap: 260 },
    env: {
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=70',
      HIKARI_MAX_POOL: '15',
    },
    secret: { name: 'orders-db', keys: ['DB_USER', 'DB_PASSWORD'] },
    latencyMs: 35,
    perPod: 3,
    owner: 'team-checkout',
  },
  {
    ...light,
    name: 'product-catalog',
    namespace: 'shop',
    image: 'shop/product-catalog:2.9.1',
    replicas: 3,
    scale: { max: 8, cpu: 75 },
    requests: { cpu: '200m', memory: '384Mi' },
    limits: { memory: '512Mi' },
    memory: { own: 40, heap: 210 },
    env: { GOMEMLIMIT: '450MiB' },
    config: { STOCK_REFRESH: '30s' },
    latencyMs: 6,
    perPod: 40,
    owner: 'team-storefront',
  },
  {
    ...java,
    name: 'search',
    namespace: 'shop',
    image: 'shop/search:4.4.0',
    replicas: 3,
    requests: { cpu: '500m', memory: '1Gi' },
    limits: { memory: '1536Mi' },
    memory: { own: 250, heap: 560 },
    env: {
      JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=60',
      INDEX_ALIAS: 'products',
    },
    latencyMs: 70,
    perPod: 3.2,
    owner: 'team-storefront',
  },
  {
    ...java,
    name: 'payments',
    namespace: 'payments',
    image: 'payments/payments:2.7.3',
    replicas: 6,
    unavailable: 4, // the chart is quick rather than careful
    requests: { cpu: '400m', memory: '896Mi' },
    limits: { memory: '896Mi' },
    memory: { own: 230, heap: 330 },
    env: { FRAUD_URL: 'http://fraud-serving.ml:8080', FRAUD_TIMEOUT: '300ms' },
    secret: {
      name: 'payments-provider',
      keys: ['PROVIDER_API_KEY', 'PROVIDER_MERCHANT'],
    },
    latencyMs: 140,
    perPod: 0.6,
    owner: 'team-payments',
  },
  {
    ...java,
    name: 'payments-worker',
    namespace: 'payments',
    image: 'payments/payments-worker:2.7.3',
    replicas: 3,
    requests: { cpu: '300m', memory: '640Mi' },
    limits: { memory: '640Mi' },
    memory: { own: 200, heap: 180 },
    secret: { name: 'payments-provider', keys: ['PROVIDER_API_KEY'] },
    consumes: {
      topic: 'payments.commands',
      group: 'payments-worker',
      perPod: 4,
    },
    owner: 'team-payments',
  },
  {
    ...python,
    name: 'recs-serving',
    namespace: 'ml',
    workload: 'recs-serving-predictor',
    container: 'kserve-container',
    image: 'ml/recs-server:2026.11.18',
    replicas: 3,
    unavailable: 2,
    model: { format: 'sklearn', uri: 's3://ml-models/recs-ranker/41' },
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '2', memory: '2Gi' },
    memory: { own: 520, heap: 640 },
    env: {
      OMP_NUM_THREADS: '2',
      FEATURE_STORE_URL: 'redis://feature-store.data:6379',
    },
    latencyMs: 48,
    perPod: 9,
    owner: 'team-ml-platform',
  },
  {
    ...python,
    name: 'fraud-serving',
    namespace: 'ml',
    workload: 'fraud-serving-predictor',
    container: 'kserve-container',
    image: 'ml/fraud-server:2026.11.02',
    replicas: 2,
    model: { format: 'xgboost', uri: 's3://ml-models/fraud-model/17' },
    requests: { cpu: '1', memory: '1Gi' },
    limits: { cpu: '1', memory: '1536Mi' },
    memory: { own: 380, heap: 260 },
    env: { OMP_NUM_THREADS: '1' },
    latencyMs: 32,
    perPod: 12,
    owner: 'team-ml-platform',
  },
  {
    ...java,
    name: 'events-ingest',
    namespace: 'data',
    image: 'data/events-ingest:1.18.0',
    replicas: 3,
    requests: { cpu: '300m', memory: '768Mi' },
    limits: { memory: '1Gi' },
    memory: { own: 220, heap: 330 },
    env: { SINK: 's3://lake/events' },
    consumes: { topic: 'orders.events', group: 'events-ingest', perPod: 9 },
    owner: 'team-data',
  },
  {
    ...python,
    name: 'web-analytics',
    namespace: 'data',
    image: 'data/web-analytics:0.9.6',
    replicas: 1,
    requests: { cpu: '100m', memory: '256Mi' },
    limits: { memory: '512Mi' },
    memory: { own: 90, heap: 80 },
    latencyMs: 12,
    perPod: 60,
    owner: 'external-analytics',
  },
];

export const REGISTRY = 'registry.shop.example';

/** Stage runs the same components in one pod each. */
export function componentsOf(environment) {
  if (environment !== 'stage') return COMPONENTS;
  return COMPONENTS.map(({ scale: _, ...component }) => ({
    ...component,
    replicas: 1,
  }));
}

export const workloadOf = component => component.workload ?? component.name;
export const containerOf = component => component.container ?? component.name;
