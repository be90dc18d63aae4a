import type {
  EvidenceChart,
  Finding,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { DisclosedDiagnosis } from '../../ask/diagnosis';

/** Facts of the recording `examples/incidents/checkout-out-of-memory`, at an even clock. */
export const NOW = new Date('2026-11-24T14:20:00Z');
export const CHECKOUT = 'component:default/checkout';
export const STOREFRONT = 'component:default/storefront';

const DEPLOYMENT = 'change:kubernetes|shop-prod|Deployment|shop|checkout@1';
const POD =
  'resource:kubernetes|shop-prod|Pod|shop|checkout-586bdddb84-k8598@1';
const EVENT =
  'event:kubernetes|shop-prod|Event|shop|checkout-586bdddb84-k8598.1';
const REPLICAS = 'resource:kubernetes|shop-prod|Deployment|shop|checkout@2';
const IMAGE = 'registry.shop.example/shop/checkout';

const words = {
  en: {
    title: 'checkout: container runs out of memory (OOMKilled), limit 512Mi',
    detail: `image of checkout ${IMAGE}:3.14.2 → ${IMAGE}:3.15.0; memory limit 1Gi → 512Mi; memory request 1Gi → 512Mi … (+1)`,
    changed: (detail: string) => `checkout was changed: ${detail}`,
    reason:
      'The kernel ended container checkout because it reached its memory limit.',
    after: (detail: string) => `It began after a change: ${detail}.`,
    replicas: '0 of 6 replicas are ready.',
    exit: 'checkout: exit code 137 (SIGKILL), reason OOMKilled, 5 restarts, memory limit 512Mi',
    ready: 'Deployment checkout: 0 of 6 ready',
    ruledOut:
      'The change of product-catalog (image of product-catalog registry.shop.example/shop/product-catalog:2.9.1 → registry.shop.example/shop/product-catalog:2.9.2; spec.template.metadata.labels.app.kubernetes.io/version 2.9.1 → 2.9.2): checkout does not need it.',
    check: 'Read the last lines before the end.',
    look: 'Look at its state and its newest events.',
    memory: 'Memory',
  },
  ru: {
    title: 'checkout: контейнеру не хватает памяти (OOMKilled), лимит 512Mi',
    detail: `образ checkout ${IMAGE}:3.14.2 → ${IMAGE}:3.15.0; лимит памяти 1Gi → 512Mi; запрос памяти 1Gi → 512Mi … (+1)`,
    changed: (detail: string) => `checkout: изменение (${detail})`,
    reason: 'Ядро завершило контейнер checkout: достигнут лимит памяти.',
    after: (detail: string) => `Началось после изменения: ${detail}.`,
    replicas: 'Готово реплик: 0 из 6.',
    exit: 'checkout: код завершения 137 (SIGKILL), причина OOMKilled, 5 перезапусков, лимит памяти 512Mi',
    ready: 'Deployment checkout: готово 0 из 6',
    ruledOut:
      'Изменение product-catalog (образ product-catalog registry.shop.example/shop/product-catalog:2.9.1 → registry.shop.example/shop/product-catalog:2.9.2; spec.template.metadata.labels.app.kubernetes.io/version 2.9.1 → 2.9.2): checkout от него не зависит.',
    check: 'Прочитать последние строки журнала перед завершением.',
    look: 'Посмотреть состояние и последние события объекта.',
    memory: 'Память',
  },
};

const subjectOf = (name: string, entityTitle: string) => ({
  system: 'kubernetes',
  kind: 'Deployment',
  namespace: 'shop',
  name,
  instance: 'shop-prod',
  environment: 'prod',
  entityRef: `component:default/${name}`,
  entityTitle,
});

/** The finding of the recording, as its owner sees it. */
export function checkoutOutOfMemory(
  language: Language,
  options: Partial<Finding> = {},
): Finding {
  const say = words[language];
  return {
    id: '9e9b1093af2091d7',
    cause: 'container-oom-killed',
    title: say.title,
    severity: 'critical',
    subject: subjectOf('checkout', 'Checkout'),
    production: true,
    level: 'full',
    state: 'active',
    chronic: false,
    since: '2026-11-24T14:02:31.000Z',
    firstSeen: '2026-11-24T14:02:40.000Z',
    lastSeen: '2026-11-24T14:19:57.000Z',
    confidence: 'confirmed',
    reasons: [
      { text: say.reason, evidence: [POD, EVENT] },
      { text: say.after(say.detail), evidence: [DEPLOYMENT] },
      { text: say.replicas, evidence: [REPLICAS] },
    ],
    evidence: [
      {
        id: POD,
        source: 'resource',
        at: '2026-11-24T14:19:24.000Z',
        text: say.exit,
        sourceUrl: 'https://grafana.example/pod',
      },
      {
        id: EVENT,
        source: 'event',
        at: '2026-11-24T14:19:55.000Z',
        text: 'BackOff: Back-off restarting failed container checkout (×19)',
      },
      {
        id: DEPLOYMENT,
        source: 'change',
        at: '2026-11-24T14:00:20.000Z',
        text: say.changed(say.detail),
      },
      {
        id: REPLICAS,
        source: 'resource',
        at: '2026-11-24T14:19:56.000Z',
        text: say.ready,
      },
    ],
    victims: [
      subjectOf('storefront', 'Storefront'),
      { ...subjectOf('checkout', 'Checkout'), kind: 'Service' },
    ],
    withheldVictims: 0,
    change: {
      at: '2026-11-24T14:00:20.000Z',
      kind: 'image',
      text: say.changed(say.detail),
      detail: say.detail,
      evidenceId: DEPLOYMENT,
    },
    ruledOut: [say.ruledOut],
    nextChecks: [
      {
        text: say.check,
        command:
          'kubectl logs checkout-586bdddb84-k8598 -n shop -c checkout --previous --tail=200',
      },
      {
        text: say.look,
        command: 'kubectl describe deployment checkout -n shop',
      },
    ],
    values: {
      container: 'checkout',
      pod: 'checkout-586bdddb84-k8598',
      exitCode: '137',
      image: `${IMAGE}:3.15.0`,
      limit: '512Mi',
    },
    ...options,
  };
}

/** A second fault that has nothing to do with the first. */
export function paymentsSecretKey(options: Partial<Finding> = {}): Finding {
  const subject = subjectOf('payments', 'Payments');
  return {
    ...checkoutOutOfMemory('en'),
    id: 'b1d15ced0c9cff21',
    cause: 'secret-key-missing',
    title:
      'payments: a Secret lacks a key that the pod needs, payments-provider/PROVIDER_WEBHOOK_KEY',
    severity: 'error',
    subject: { ...subject, namespace: 'payments' },
    since: '2026-11-24T14:10:00.000Z',
    reasons: [
      {
        text: 'A key is missing in Secret payments-provider.',
        evidence: [
          'resource:kubernetes|shop-prod|Pod|payments|payments-6f97@1',
        ],
      },
    ],
    evidence: [
      {
        id: 'resource:kubernetes|shop-prod|Pod|payments|payments-6f97@1',
        source: 'resource',
        at: '2026-11-24T14:19:00.000Z',
        text: "Pod payments-6f97 waits: couldn't find key PROVIDER_WEBHOOK_KEY in Secret payments/payments-provider",
      },
    ],
    victims: [],
    change: undefined,
    ruledOut: [],
    values: {},
    ...options,
  };
}

const minute = (offset: number) => NOW.getTime() + offset * 60_000;

/** Memory that climbs to its limit. */
export function memoryChart(language: Language): EvidenceChart {
  const mib = 2 ** 20;
  return {
    id: 'memory',
    title: words[language].memory,
    unit: 'By',
    findingId: '9e9b1093af2091d7',
    lines: [
      {
        name: 'checkout',
        points: [
          [minute(-40), 400 * mib],
          [minute(-10), 500 * mib],
          [minute(0), 510 * mib],
        ],
      },
    ],
    band: [[minute(0), 380 * mib, 460 * mib]],
    thresholds: [{ label: 'limit', value: 512 * mib }],
    markers: [{ at: minute(-20), kind: 'change', label: '3.15.0' }],
  };
}

/** What the diagnose stage yields for the recording. */
export function diagnosisOf(
  language: Language,
  options: Partial<DisclosedDiagnosis> = {},
): DisclosedDiagnosis {
  const finding = checkoutOutOfMemory(language);
  return {
    telemetry: { version: 18_204, at: new Date(NOW.getTime() - 3_000) },
    at: NOW,
    window: { from: new Date(NOW.getTime() - 3_600_000), to: NOW },
    health: [
      {
        entity: { entityRef: CHECKOUT, title: 'Checkout' },
        state: 'attention',
        environment: 'prod',
        finding,
        moreFindings: 0,
      },
    ],
    findings: [finding],
    charts: [memoryChart(language)],
    timeline: {
      from: minute(-60),
      to: minute(0),
      lanes: [{ kind: 'changes', label: 'Changes', items: [] }],
    },
    graph: {
      nodes: [
        { id: 'a', title: 'Checkout', role: 'cause', entityRef: CHECKOUT },
        { id: 'b', title: 'Storefront', role: 'victim', entityRef: STOREFRONT },
      ],
      edges: [{ from: 'b', to: 'a' }],
    },
    causeOutside: false,
    changes: [
      {
        evidenceId: DEPLOYMENT,
        at: new Date('2026-11-24T14:00:20Z'),
        entityRef: CHECKOUT,
        text: words[language].changed(words[language].detail),
        detail: words[language].detail,
      },
      {
        evidenceId: 'change:kubernetes|shop-prod|Deployment|shop|orders@1',
        at: new Date('2026-11-24T14:08:00Z'),
        entityRef: 'component:default/orders',
        text: 'orders was changed: variable LOG_LEVEL info → debug',
        detail: 'variable LOG_LEVEL info → debug',
      },
    ],
    logs: [
      {
        evidenceId: 'log:checkout:1',
        entityRef: CHECKOUT,
        severity: 'error',
        template: 'order <*> failed: upstream reset',
        count: 42,
        firstSeen: new Date('2026-11-24T14:03:00Z'),
        lastSeen: new Date('2026-11-24T14:19:44Z'),
        sample: 'order 4711 failed: upstream reset',
        pod: 'checkout-586bdddb84-k8598',
        sourceUrl: 'https://kibana.example/log',
      },
    ],
    looked: { workloads: 2, pods: 6, series: 32, logTemplates: 12 },
    gaps: [],
    entityRefs: [CHECKOUT, STOREFRONT],
    ...options,
  };
}

/** The same shop in health. */
export function healthyDiagnosis(
  language: Language,
  options: Partial<DisclosedDiagnosis> = {},
): DisclosedDiagnosis {
  return diagnosisOf(language, {
    health: [
      {
        entity: { entityRef: CHECKOUT, title: 'Checkout' },
        state: 'healthy',
        moreFindings: 0,
      },
    ],
    findings: [],
    charts: [],
    timeline: undefined,
    graph: undefined,
    changes: [],
    logs: [],
    entityRefs: [CHECKOUT],
    ...options,
  });
}
