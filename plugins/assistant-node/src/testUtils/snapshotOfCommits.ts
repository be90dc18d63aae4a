// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- keys must be the engine's own, and only tests come here
import {
  type ResourceVersion,
  type SourceGap,
  type SnapshotInput,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { WorkloadMapping } from '../knowledge';
import {
  type IsWanted,
  type Workloads,
  seriesOf,
  signalsOf,
} from './streamsOfCommits';
import type {
  ResourceWrite,
  TelemetryBatch,
  WorkloadWrite,
} from '../telemetry';

export interface StoredCommit {
  version: number;
  storedAt: number;
  batch: TelemetryBatch;
}

/** Reads a snapshot through all commits, oldest first. */
export function buildSnapshot(options: {
  commits: readonly StoredCommit[];
  workloads: ReadonlyMap<string, WorkloadWrite>;
  mappings: readonly WorkloadMapping[];
  entityRefs: readonly string[] | 'all';
  at: number;
  window: { from: number; to: number };
  historyMs: number;
}): Omit<SnapshotInput, 'dependencies' | 'environments'> {
  const { commits, at, window, historyMs } = options;
  const from = Math.min(window.from, at - historyMs);
  const wanted = wantedWorkloads(options);
  const isWanted = (key: string | undefined) =>
    wanted === 'all' || (key !== undefined && wanted.has(key));
  const batches = commits.map(({ batch }) => batch);
  return {
    at,
    window,
    resources: resourcesOf(batches, at, isWanted, options.workloads),
    series: seriesOf(batches, { from, at }, isWanted, options.workloads),
    logs: signalsOf(batches, { from, at }, isWanted, options.workloads),
    changes: batches
      .flatMap(({ changes }) => changes)
      .filter(
        change =>
          change.at >= from && change.at <= at && isWanted(change.workloadKey),
      ),
    entities: entitiesOf(options),
    gaps: gapsOf(batches),
    recordedKinds: new Set(
      batches.flatMap(({ complete, resources }) => [
        ...complete,
        ...resources.map(({ instance, kind }) => `${instance}/${kind}`),
      ]),
    ),
  };
}

/** Told again with the same begin, a gap replaces what was told before. */
function gapsOf(batches: readonly TelemetryBatch[]): SourceGap[] {
  const gaps = new Map<string, SourceGap>();
  for (const { gap, source, instance } of batches) {
    if (gap) {
      const { filled, ...told } = gap;
      const key = `${source}|${gap.from}`;
      gaps.delete(key);
      if (!filled) {
        gaps.set(key, { source, instance, ...told });
      }
    }
  }
  return [...gaps.values()];
}

function wantedWorkloads(options: {
  entityRefs: readonly string[] | 'all';
  mappings: readonly WorkloadMapping[];
}): ReadonlySet<string> | 'all' {
  const { entityRefs, mappings } = options;
  return entityRefs === 'all'
    ? 'all'
    : new Set(
        mappings
          .filter(({ entityRef }) => entityRefs.includes(entityRef))
          .map(({ workloadKey }) => workloadKey),
      );
}

/** Objects of the wanted workloads, and everything else in their namespaces and instances that is shared. */
function resourcesOf(
  batches: readonly TelemetryBatch[],
  at: number,
  isWanted: IsWanted,
  workloads: Workloads,
): ResourceVersion[] {
  const places = new Set(
    [...workloads.values()]
      .filter(({ key }) => isWanted(key))
      .flatMap(({ instance, namespace }) => [
        `${instance}|${namespace ?? ''}`,
        `${instance}|`,
      ]),
  );
  const isNear = (r: ResourceWrite) =>
    isWanted(r.workloadKey) ||
    (r.workloadKey === undefined &&
      places.has(`${r.instance}|${r.namespace ?? ''}`)) ||
    (r.kind === 'Node' && places.has(`${r.instance}|`));
  const seen = new Map<string, { version: ResourceVersion; hash: string }[]>();
  for (const { resources, listedAt, newestAt } of batches) {
    for (const resource of resources) {
      if (resource.validFrom <= at && isNear(resource)) {
        addVersion(seen, resource, listedAt ?? newestAt);
      }
    }
  }
  return [...seen.values()].flatMap(versions =>
    versions.map(({ version }) => version),
  );
}

function addVersion(
  seen: Map<string, { version: ResourceVersion; hash: string }[]>,
  resource: ResourceWrite,
  seenAt: number | undefined,
) {
  const {
    system,
    instance,
    kind,
    namespace,
    name,
    uid,
    validFrom,
    deleted,
    body,
    hash,
  } = resource;
  const version: ResourceVersion = {
    system,
    instance,
    kind,
    namespace,
    name,
    uid,
    validFrom,
    deleted,
    body,
    seenAt: Math.max(validFrom, seenAt ?? validFrom),
  };
  const versions = seen.get(refKey(version)) ?? [];
  const last = versions.at(-1);
  if (last?.hash === hash) {
    last.version.seenAt = version.seenAt;
  } else {
    versions.push({ version, hash });
  }
  seen.set(refKey(version), versions);
}
function entitiesOf(options: {
  workloads: Workloads;
  mappings: readonly WorkloadMapping[];
}): Map<string, readonly string[]> {
  const entities = new Map<string, readonly string[]>();
  for (const { workloadKey, entityRef } of options.mappings) {
    const workload = options.workloads.get(workloadKey);
    if (workload) {
      const key = refKey(workload);
      entities.set(key, [...(entities.get(key) ?? []), entityRef]);
    }
  }
  return entities;
}
