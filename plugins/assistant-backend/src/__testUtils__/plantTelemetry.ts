import { NUMBERS, refOf, token, workloadOf } from './telemetryCanaries';
import type { TestAssistant } from './startTestAssistant';

/** Stores a minute of telemetry of every canary. */
export async function plantTelemetry(assistant: TestAssistant) {
  const { telemetry } = assistant.knowledge;
  const now = Date.now();
  const source = 'test/leaks';
  const lease = await telemetry.acquireLease({
    source,
    holder: 'test',
    now,
    durationMs: 60_000,
  });
  await telemetry.commit(
    {
      source,
      system: 'test',
      instance: 'prod',
      shard: 'one',
      offset: { next: '1', epoch: lease!.epoch },
      workloads: NUMBERS.map(workloadOf),
      signals: NUMBERS.map(number => ({
        workloadKey: workloadOf(number).key,
        templateHash: `${number}`.repeat(16),
        template: `failed with ${token(number, 'log')}`,
        severity: 'error' as const,
      })),
      windows: NUMBERS.map(number => ({
        workloadKey: workloadOf(number).key,
        templateHash: `${number}`.repeat(16),
        bucket: now - 30_000 - ((now - 30_000) % 10_000),
        count: 5,
        sample: {
          at: now - 30_000,
          text: `failed with ${token(number, 'log')}`,
        },
      })),
      series: NUMBERS.map(number => ({
        key: `series-${number}`,
        workloadKey: workloadOf(number).key,
        instance: 'prod',
        name: 'container_memory_working_set_bytes',
        labels: { pod: token(number, 'label') },
      })),
      points: NUMBERS.flatMap(number =>
        [3, 2, 1].map(ago => ({
          seriesKey: `series-${number}`,
          at: now - ago * 15_000,
          value: 100 + ago,
        })),
      ),
      resources: NUMBERS.map(number => {
        const { system, instance, kind, namespace, name, key } =
          workloadOf(number);
        return {
          system,
          instance,
          kind,
          namespace,
          name,
          workloadKey: key,
          validFrom: now - 60_000,
          deleted: false,
          body: { spec: { replicas: 1 }, status: {} },
          hash: `${number}`,
        };
      }),
      complete: [],
      changes: NUMBERS.map(number => ({
        id: `change-${number}`,
        at: now - 90_000,
        workloadKey: workloadOf(number).key,
        subject: workloadOf(number),
        kind: 'delivery',
        summary: `delivered ${token(number, 'change')}`,
      })),
      deadLetters: [],
      newestAt: now,
      records: 1,
      redactions: 0,
    },
    { now, signal: AbortSignal.timeout(30_000) },
  );
  await telemetry.writeMappings(
    NUMBERS.map(number => ({
      workloadKey: workloadOf(number).key,
      entityRef: refOf(number),
      rule: 'annotation',
      certainty: 1,
    })),
  );
}
