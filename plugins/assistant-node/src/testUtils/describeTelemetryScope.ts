/* eslint-disable jest/no-export, max-lines-per-function -- part of a suite that the test files of implementations call */
import type { TelemetryBase } from '../knowledge';
import {
  BatchWriter,
  NOON,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} from './telemetryBatches';

const { signal } = new AbortController();
const CART = workload('cart');
const CHECKOUT = workload('checkout');
const BILLING = workload('billing', {
  key: 'prod/finance/billing',
  namespace: 'finance',
});
const REF = 'component:default/cart';

const map = (workloadKey: string, entityRef: string) => ({
  workloadKey,
  entityRef,
  rule: 'annotation' as const,
  certainty: 1,
});

/** What a base shows of whom. */
export function describeTelemetryScope(getBase: () => TelemetryBase): void {
  describe('shows of entities', () => {
    let base: TelemetryBase;
    let writer: BatchWriter;

    beforeEach(() => {
      base = getBase();
      writer = new BatchWriter(base);
    });

    async function writeOf(...workloads: Array<typeof CART>) {
      await writer.write({
        workloads,
        signals: workloads.flatMap(({ key }) => templates(key, 't1')),
        windows: workloads.map(({ key }) => lines(key, 't1', 1)),
        series: workloads.flatMap(({ key }) => metric(key, NOON, 1).series),
        points: workloads.flatMap(({ key }) => metric(key, NOON, 1).points),
        resources: workloads.map(({ key, namespace, name }) =>
          resource('Pod', `${name}-1`, 'ready', {
            workloadKey: key,
            namespace,
          }),
        ),
        changes: workloads.map(({ key, name }) => ({
          id: `release of ${name}`,
          at: NOON,
          workloadKey: key,
          subject: {
            system: 'kubernetes',
            instance: 'prod',
            kind: 'Deployment',
            name,
          },
          kind: 'image',
          summary: '1 to 2',
        })),
      });
    }

    it('their own, and what is shared with others', async () => {
      await writeOf(CART, CHECKOUT, BILLING);
      await writer.write({
        source: 'kubernetes/prod',
        resources: [
          resource('Node', 'n1', 'ready', { namespace: undefined }),
          resource('ResourceQuota', 'shop', 'used'),
          resource('Event', 'e1', 'failed'),
          resource('ResourceQuota', 'finance', 'used', {
            namespace: 'finance',
          }),
          resource('Node', 'm1', 'ready', {
            namespace: undefined,
            instance: 'stage',
          }),
        ],
      });
      await base.writeMappings([
        map(CART.key, REF),
        map(CHECKOUT.key, 'component:default/checkout'),
        map(BILLING.key, 'component:default/billing'),
      ]);
      const own = await readAll(base, { entityRefs: [REF] });
      expect(own.resources.map(({ name }) => name).sort()).toEqual([
        'cart-1',
        'e1',
        'n1',
        'shop',
      ]);
      expect(own.logs.map(log => log.workload.name)).toEqual(['cart']);
      expect(own.series.map(series => series.workload?.name)).toEqual(['cart']);
      expect(own.changes.map(({ id }) => id)).toEqual(['release of cart']);
      expect(own.entities.get('kubernetes|prod|Deployment|shop|cart')).toEqual([
        REF,
      ]);

      const all = await readAll(base);
      expect(all.logs).toHaveLength(3);
      expect(all.resources.length).toBeGreaterThanOrEqual(7);
    });

    it('what was stored before it was mapped', async () => {
      await writeOf(CART);
      await expect(readAll(base, { entityRefs: [REF] })).resolves.toMatchObject(
        { logs: [], resources: [] },
      );
      await base.writeMappings([map(CART.key, REF)]);
      const { logs, resources } = await readAll(base, { entityRefs: [REF] });
      expect([logs.length, resources.length]).toEqual([1, 1]);

      await base.writeMappings([], { workloadKeys: [CART.key] });
      await expect(readAll(base, { entityRefs: [REF] })).resolves.toMatchObject(
        { logs: [] },
      );
    });

    it('several for one workload', async () => {
      await writeOf(CART);
      const refs = [REF, 'resource:default/models'];
      await base.writeMappings(refs.map(ref => map(CART.key, ref)));
      for (const ref of refs) {
        const { entities, logs } = await readAll(base, { entityRefs: [ref] });
        expect(logs).toHaveLength(1);
        expect(
          [
            ...(entities.get('kubernetes|prod|Deployment|shop|cart') ?? []),
          ].sort(),
        ).toEqual(refs);
      }
    });

    it('workloads in pages, with their hints', async () => {
      await writeOf(CART, CHECKOUT, BILLING);
      const first = await base.listWorkloads({ limit: 2 });
      const second = await base.listWorkloads({
        after: first.at(-1)?.key,
        limit: 2,
      });
      expect(first).toHaveLength(2);
      expect([...first, ...second]).toEqual(
        [BILLING, CART, CHECKOUT].map(each => expect.objectContaining(each)),
      );
    });

    it('and which workloads got something new', async () => {
      await writeOf(CART, CHECKOUT);
      const { version } = await base.open({ signal });
      await writeOf(CHECKOUT);
      const reader = await base.open({ signal });
      await expect(reader.changedSince(version, { signal })).resolves.toEqual([
        CHECKOUT.key,
      ]);
      await expect(
        reader.changedSince(reader.version, { signal }),
      ).resolves.toEqual([]);
    });
  });
}
