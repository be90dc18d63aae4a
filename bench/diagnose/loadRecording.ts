import {
  type SnapshotInput,
  LogTemplateMiner,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Entity } from '@backstage/catalog-model';
import type {
  WorkloadMapping,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '../../plugins/assistant-node/src/testUtils/InMemoryTelemetryBase';
import {
  dependenciesOf,
  mapWorkloads,
  toMappedEntity,
} from '../../plugins/assistant-ingest/src/mapping';
import { TelemetryRedactor } from '../../plugins/assistant-ingest/src/normalize';
import {
  type Recording,
  ReplaySource,
} from '../../plugins/assistant-ingest/src/systems/replay';
import { TelemetryPipeline } from '../../plugins/assistant-ingest/src/telemetry';

const HOUR = 3_600_000;
const PAGE = 50_000;

/**
 * Plays a recording through normalizers, pipeline and a base in memory, and reads the snapshot of its
 * moment, as the portal does with its own base.
 */
export async function loadRecording(
  recording: Recording,
  signal: AbortSignal,
): Promise<SnapshotInput> {
  const environmentOf = (instance: string) =>
    recording.environments[instance] ?? 'prod';
  const base = new InMemoryTelemetryBase();
  const pipeline = new TelemetryPipeline({
    redactor: new TelemetryRedactor(),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf,
  });
  const source = new ReplaySource({
    id: 'bench',
    load: async () => recording,
    hold: false,
  });
  const now = recording.now;
  let offset: string | undefined;
  for (let more = true; more; ) {
    const page = await source.read({ offset, now, maxRecords: PAGE });
    const processed = pipeline.process(page);
    await base.commit(
      {
        ...processed,
        source: source.id,
        system: source.system,
        instance: source.instance,
        shard: 'recording',
        offset: { expected: offset, next: page.next, epoch: 1 },
      },
      { now, signal },
    );
    offset = page.next;
    more = page.more;
  }
  const workloads = await base.listWorkloads({ limit: 100_000 });
  const entities = recording.entities.filter(isRunnable).map(toMappedEntity);
  await base.writeMappings(
    recording.entities.length > 0
      ? mapWorkloads(workloads, { entities, rules: [] })
      : workloads.flatMap(asComponent),
  );
  const reader = await base.open();
  const snapshot = await reader.readSnapshot({
    entityRefs: 'all',
    at: now,
    window: { from: Math.min(recording.from, now - HOUR), to: now },
    historyMs: Math.max(now - recording.from, 24 * HOUR),
    signal,
  });
  return {
    ...snapshot,
    dependencies: dependenciesOf(recording.entities),
    environments: {
      default: 'prod',
      instances: recording.environments,
      namespaces: [],
      production: ['prod', 'production'],
    },
  };
}

/** Without a catalog, every workload is an entity of its own. */
const asComponent = ({ key, kind, name }: WorkloadWrite): WorkloadMapping[] =>
  kind === 'Node'
    ? []
    : [
        {
          workloadKey: key,
          entityRef: `component:default/${name.toLocaleLowerCase('en-US')}`,
          rule: 'name',
          certainty: 1,
        },
      ];

const isRunnable = ({ kind }: Entity) =>
  ['component', 'resource'].includes(kind.toLocaleLowerCase('en-US'));
