import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { telemetryBatches } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { eachEngine } from '../testUtils/eachEngine';
import { createTelemetryHarness } from '../testUtils/telemetry';

const { BatchWriter, NOON, lines, templates, workload } = telemetryBatches;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CART = workload('cart');
const CHECKOUT = workload('checkout');
const RETENTION = {
  metrics: 6 * HOUR,
  logs: 24 * HOUR,
  rollups: 8 * DAY,
  states: 14 * DAY,
};

eachEngine('status of telemetry', getEngine => {
  let base: TelemetryBase;
  let writer: telemetryBatches.BatchWriter;

  beforeEach(async () => {
    base = await createTelemetryHarness(getEngine(), RETENTION).create();
    writer = new BatchWriter(base);
  });

  it('says how sources, mapping and versions are', async () => {
    await writer.write(
      {
        workloads: [CART, CHECKOUT],
        signals: [
          ...templates(CART.key, 't1'),
          ...templates(CHECKOUT.key, 't1'),
        ],
        windows: [lines(CART.key, 't1', 5), lines(CHECKOUT.key, 't1', 9)],
        deadLetters: Array.from({ length: 10_000 }, () => ({
          at: NOON,
          source: 's',
          reason: 'no JSON',
          excerpt: '{',
        })),
        records: 300,
        redactions: 2,
        newestAt: NOON - 1_500,
        gap: { from: NOON - 9_000, to: NOON - 5_000, reason: 'behind' },
      },
      NOON,
    );
    await base.writeMappings([
      {
        workloadKey: CART.key,
        entityRef: 'component:default/cart',
        rule: 'label',
        certainty: 0.9,
      },
    ]);
    const report = {
      source: 'elasticsearch/prod',
      system: 'elasticsearch',
      instance: 'prod',
    };
    await base.reportSource(
      {
        ...report,
        state: 'down',
        error: { message: 'refused', remedy: 'start it' },
      },
      { now: NOON },
    );
    const status = await base.status({ now: NOON + 1_000 });
    expect(status).toMatchObject({
      version: 1,
      at: new Date(NOON - 1_500).toISOString(),
      versions: [
        {
          version: 1,
          at: new Date(NOON).toISOString(),
          records: 300,
          hidden: false,
        },
      ],
      mapping: {
        mapped: 1,
        byRule: { label: 1 },
        unmapped: [
          {
            workload: 'prod / shop / Deployment checkout',
            records: 9,
            suggestion:
              'backstage.io/kubernetes-id: checkout, backstage.io/kubernetes-namespace: shop',
          },
        ],
      },
    });
    expect(status.sources).toEqual([
      expect.objectContaining({
        id: 'elasticsearch/prod',
        state: 'down',
        lastError: {
          at: new Date(NOON).toISOString(),
          message: 'refused',
          remedy: 'start it',
        },
      }),
      expect.objectContaining({
        id: 'logs/prod',
        state: 'reading',
        recordsPerSecond: 1,
        lagP50: 1_500,
        lagP95: 1_500,
        deadLetters: 10_000,
        redactions: 2,
        gaps: [
          {
            from: new Date(NOON - 9_000).toISOString(),
            to: new Date(NOON - 5_000).toISOString(),
          },
        ],
      }),
    ]);
    await base.reportSource({ ...report, state: 'idle' }, { now: NOON });
    const mended = await base.status({ now: NOON + 2 * HOUR });
    expect(
      mended.sources.map(({ state, lastError }) => [state, lastError]),
    ).toEqual([
      ['idle', undefined],
      ['idle', undefined],
    ]);
  });
});
