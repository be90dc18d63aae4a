import type { ResourceWrite, TelemetryBatch } from '../telemetry';
import type { StoredCommit } from './snapshotOfCommits';

const keyOf = (
  r: Pick<ResourceWrite, 'system' | 'instance' | 'kind' | 'namespace' | 'name'>,
) => [r.system, r.instance, r.kind, r.namespace ?? '', r.name].join('|');

/** Objects of completely listed kinds that a batch lacks, as deleted. */
export function goneResources(
  commits: readonly StoredCommit[],
  batch: TelemetryBatch,
  now: number,
): ResourceWrite[] {
  if (batch.complete.length === 0) {
    return [];
  }
  const complete = new Set(batch.complete);
  const present = new Set(batch.resources.map(keyOf));
  const last = new Map<string, ResourceWrite>();
  for (const { batch: earlier } of commits) {
    earlier.resources.forEach(resource => last.set(keyOf(resource), resource));
  }
  return [...last].flatMap(([key, resource]) =>
    !resource.deleted &&
    complete.has(`${resource.instance}/${resource.kind}`) &&
    !present.has(key)
      ? [
          {
            ...resource,
            deleted: true,
            validFrom: batch.listedAt ?? now,
            hash: `${resource.hash}-gone`,
          },
        ]
      : [],
  );
}
