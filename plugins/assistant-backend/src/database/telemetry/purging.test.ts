import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { telemetryBatches } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { selectRows } from '../sql';
import { eachEngine } from '../testUtils/eachEngine';
import { createTelemetryHarness } from '../testUtils/telemetry';

const { BatchWriter, NOON, lines, readAll, resource, templates, workload } =
  telemetryBatches;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CART = workload('cart');
const CHECKOUT = workload('checkout');
const BY = 'user:default/ann';
const RETENTION = {
  metrics: 6 * HOUR,
  logs: 24 * HOUR,
  rollups: 8 * DAY,
  states: 14 * DAY,
};

eachEngine('purging telemetry', getEngine => {
  let base: TelemetryBase;
  let writer: telemetryBatches.BatchWriter;

  beforeEach(async () => {
    base = await createTelemetryHarness(getEngine(), RETENTION).create();
    writer = new BatchWriter(base);
  });

  it('deletes a text for good: lines, templates, states, changes, dead letters', async () => {
    const secret = 'S3CR3T_%';
    await writer.write({
      workloads: [CART],
      signals: [
        { ...templates(CART.key, 't1')[0], template: `token ${secret} <num>` },
        ...templates(CART.key, 't2'),
      ],
      windows: [
        lines(CART.key, 't1', 1, { text: 'nothing here' }),
        lines(CART.key, 't2', 2, { text: `with ${secret.toLowerCase()}` }),
        lines(CART.key, 't2', 4, { at: NOON + 10_000, text: 'S3CR3T and %' }),
      ],
      resources: [
        resource('ConfigMap', 'c', secret, { workloadKey: CART.key }),
        resource('ConfigMap', 'd', 'fine'),
      ],
      changes: [
        {
          id: 'x',
          at: NOON,
          subject: { system: 'k', instance: 'prod', kind: 'K', name: 'n' },
          kind: 'config',
          summary: `set ${secret}`,
        },
      ],
      deadLetters: [
        { at: NOON, source: 's', reason: 'no JSON', excerpt: secret },
      ],
    });
    await base.goBack({ version: 0, by: BY, now: NOON });
    await expect(base.purge({ contains: secret })).resolves.toEqual({
      rows: 5,
      deadLetters: 1,
      findings: 0,
      answers: 0,
    });
    const { knex } = getEngine();
    for (const table of [
      'signal_window',
      'signal',
      'resource_version',
      'telemetry_change',
      'dead_letter',
    ]) {
      const rows = await selectRows<{ row: string }>(
        knex,
        `select t::text as row from ${table} t`,
      );
      expect(JSON.stringify(rows).toLowerCase()).not.toContain('s3cr3t_%');
    }
    await expect(
      knex('signal_window').sum('lines as n').first(),
    ).resolves.toEqual({ n: '4' });
    // the object is read anew with the next list
    await writer.write({
      resources: [
        resource('ConfigMap', 'c', 'clean', { workloadKey: CART.key }),
      ],
    });
    expect((await readAll(base)).resources.map(({ name }) => name)).toEqual([
      'c',
    ]);
  });

  it('deletes by entity and time, and nothing without a condition', async () => {
    const both = (at: number) =>
      writer.write({
        workloads: [CART, CHECKOUT],
        signals: [
          ...templates(CART.key, 't1'),
          ...templates(CHECKOUT.key, 't1'),
        ],
        windows: [
          lines(CART.key, 't1', 1, { at }),
          lines(CHECKOUT.key, 't1', 1, { at }),
        ],
      });
    await both(NOON);
    await both(NOON + 60_000);
    await base.writeMappings([
      {
        workloadKey: CART.key,
        entityRef: 'component:default/cart',
        rule: 'config',
        certainty: 1,
      },
    ]);
    await expect(base.purge({})).rejects.toMatchObject({ name: 'InputError' });
    await expect(
      base.purge({ entityRef: 'Component:default/cart', from: NOON + 1 }),
    ).resolves.toMatchObject({ rows: 1 });
    await expect(
      base.purge({ entityRef: 'component:default/other' }),
    ).resolves.toMatchObject({ rows: 0 });
    await expect(base.purge({ to: NOON })).resolves.toMatchObject({ rows: 2 });
    const { logs } = await readAll(base);
    expect(logs.map(log => log.workload.name)).toEqual(['checkout']);
  });
});
