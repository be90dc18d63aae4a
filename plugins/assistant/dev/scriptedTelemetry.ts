import type {
  TelemetryBaseStatus,
  TelemetrySourceStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { telemetryBase } from '../src/testUtils/telemetry';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;

/** One that reads, one that is late, one that is down. */
function sources(): TelemetrySourceStatus[] {
  const [kubernetes] = telemetryBase.sources;
  return [
    { ...kubernetes, lastRecordAt: ago(2_000) },
    {
      ...kubernetes,
      id: 'logs/prod-1',
      system: 'logs',
      state: 'catching-up',
      recordsPerSecond: 1840.2,
      lagP50: 4_200,
      lagP95: 31_000,
      deadLetters: 12,
      redactions: 1_204,
      lastRecordAt: ago(30_000),
      gaps: [{ from: ago(50 * MINUTE), to: ago(47 * MINUTE) }],
    },
    {
      ...kubernetes,
      id: 'prometheus/prod-1',
      system: 'prometheus',
      state: 'down',
      recordsPerSecond: 0,
      lagP50: undefined,
      lagP95: undefined,
      lastRecordAt: ago(17 * MINUTE),
      redactions: 0,
      lastError: {
        at: ago(20_000),
        message: 'prometheus.prod-1.example:9090 answers 401.',
        remedy:
          'Put a valid token into assistant.telemetry.prometheus.prod-1.token.',
      },
      gaps: [{ from: ago(17 * MINUTE) }],
    },
  ];
}

/** `?telemetry=none` shows the page before any source is set up. */
export function firstTelemetryBase(
  params: URLSearchParams,
): TelemetryBaseStatus {
  if (params.get('telemetry') === 'none') {
    return {
      ...telemetryBase,
      version: 0,
      at: undefined,
      versions: [],
      sources: [],
      mapping: { mapped: 0, byRule: {}, unmapped: [] },
      bytes: 0,
    };
  }
  return {
    ...telemetryBase,
    at: ago(2_000),
    versions: Array.from({ length: 60 }, (_, index) => ({
      version: 18204 - index * 6,
      at: ago(index * MINUTE),
      records: 236 + ((index * 37) % 50),
      hidden: false,
    })),
    sources: sources(),
    mapping: {
      ...telemetryBase.mapping,
      unmapped: [
        {
          workload: 'prod-1 / shop / Deployment loadgen',
          records: 120,
          suggestion:
            'backstage.io/kubernetes-id: loadgen, backstage.io/kubernetes-namespace: shop',
        },
        {
          workload: 'prod-1 / Topic payments.retry',
          records: 1,
          suggestion: 'assistant/kafka-topic: payments.retry',
        },
      ],
    },
  };
}
