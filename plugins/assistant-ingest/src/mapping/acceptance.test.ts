import type { Entity } from '@backstage/catalog-model';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { WorkloadWrite } from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { loadAll } from 'js-yaml';
import { TelemetryRedactor } from '../normalize';
import { ReplaySource, readIncident } from '../systems/replay';
import { TelemetryPipeline } from '../telemetry';
import { runTelemetryTick } from '../telemetry/runTelemetryTick';
import { EXAMPLES } from '../testUtils/exampleEntities';
import { toMappedEntity } from './entityMapping';
import { mapWorkloads } from './mapWorkloads';

const RECORDING = join(EXAMPLES, 'incidents/checkout-out-of-memory');

function yamlFiles(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      return yamlFiles(path);
    }
    return /\.ya?ml$/.test(name) && !/mkdocs/.test(name) ? [path] : [];
  });
}

/** The demo's catalog, with no annotation left on it. */
function entitiesWithoutAnnotations() {
  return ['catalog', 'documents']
    .flatMap(folder => yamlFiles(join(EXAMPLES, folder)))
    .flatMap(file => loadAll(readFileSync(file, 'utf8')) as Entity[])
    .filter(entity => ['Component', 'Resource'].includes(entity?.kind))
    .map(({ metadata: { annotations, ...metadata }, ...entity }) =>
      toMappedEntity({ ...entity, metadata }),
    );
}

describe('mapping of the demo', () => {
  const base = new InMemoryTelemetryBase();
  const now = Date.UTC(2026, 10, 25);
  let workloads: readonly WorkloadWrite[];

  beforeAll(async () => {
    const source = new ReplaySource({
      id: 'r',
      load: () => readIncident(RECORDING),
      hold: false,
    });
    const pipeline = new TelemetryPipeline({
      redactor: new TelemetryRedactor(),
      createMiner: () => LogTemplateMiner.create(),
      environmentOf: instance => (instance === 'shop-stage' ? 'stage' : 'prod'),
    });
    let more = true;
    while (more) {
      const result = await runTelemetryTick({
        source,
        base,
        pipeline,
        holder: 'a',
        leaseMs: 10_000,
        maxRecords: 50_000,
        now: () => now,
        signal: AbortSignal.timeout(60_000),
      });
      more = result.more;
    }
    workloads = await base.listWorkloads({ limit: 10_000 });
  });

  it('finds the entities of at least 80 % of the workloads without any annotation, and none wrongly', () => {
    const entities = entitiesWithoutAnnotations();
    const owned = workloads.filter(({ kind }) => kind !== 'Node');
    const mappings = mapWorkloads(owned, { entities, rules: [] }).filter(
      ({ rule }) => rule !== 'namespace-owner',
    );
    const mapped = new Set(mappings.map(({ workloadKey }) => workloadKey));
    expect(owned.length).toBeGreaterThan(10);
    expect(mapped.size / owned.length).toBeGreaterThanOrEqual(0.8);
    // the shop names its workloads after its components
    const byKey = new Map(owned.map(workload => [workload.key, workload]));
    for (const { workloadKey, entityRef } of mappings) {
      expect(entityRef).toBe(
        `component:default/${byKey.get(workloadKey)?.name}`,
      );
    }
  });

  it('lets a rule that is added today hold for what was stored yesterday', async () => {
    const entities = [
      toMappedEntity({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'the-whole-shop' },
        spec: { owner: 'group:default/shop' },
      }),
    ];
    const rules = [
      { namespace: 'shop', entityRef: 'component:default/the-whole-shop' },
    ];
    await base.writeMappings(mapWorkloads(workloads, { entities, rules }));
    const reader = await base.open();
    const { logs } = await reader.readSnapshot({
      entityRefs: ['component:default/the-whole-shop'],
      at: now,
      window: { from: now - 3_600_000, to: now },
      historyMs: 24 * 3_600_000,
      signal: AbortSignal.timeout(5000),
    });
    expect(logs.length).toBeGreaterThan(0);
    expect(new Set(logs.map(({ workload }) => workload.namespace))).toEqual(
      new Set(['shop']),
    );
  });
});
