import type { ResourceWrite } from '../telemetry';
import type { StoredCommit } from './snapshotOfCommits';

const keyOf = (
  r: Pick<ResourceWrite, 'system' | 'instance' | 'kind' | 'namespace' | 'name'>,
) => [r.system, r.instance, r.kind, r.namespace ?? '', r.name].join('|');

/**
 * Adds to each commit, as deleted, the objects of completely listed kinds that it lacks.
 *
 * Done when the commits are read: which objects were there depends on which of them are visible.
 */
export function withGoneResources(
  commits: readonly StoredCommit[],
): StoredCommit[] {
  const present = new Map<string, ResourceWrite>();
  return commits.map(commit => {
    const { batch, storedAt } = commit;
    const complete = new Set(batch.complete);
    const listed = new Set(batch.resources.map(keyOf));
    const gone = [...present]
      .filter(
        ([key, { instance, kind }]) =>
          complete.has(`${instance}/${kind}`) && !listed.has(key),
      )
      .map(([, resource]) => ({
        ...resource,
        deleted: true,
        validFrom: batch.listedAt ?? storedAt,
        hash: `${resource.hash}-gone`,
      }));
    const resources = [...batch.resources, ...gone];
    for (const resource of resources) {
      if (resource.deleted) {
        present.delete(keyOf(resource));
      } else {
        present.set(keyOf(resource), resource);
      }
    }
    return { ...commit, batch: { ...batch, resources } };
  });
}
