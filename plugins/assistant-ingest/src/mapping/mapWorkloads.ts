import type {
  WorkloadMapping,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  type ConfiguredRule,
  type MappedEntity,
  applyConfiguredRule,
  matchAnnotation,
  matchName,
} from './MappingRules';

/**
 * Finds the entities of workloads: by annotation, else by a configured rule, else by labels, else by
 * name; what is left belongs to the group that owns everything else in its namespace.
 *
 * Several annotations may claim one workload; labels and names that several entities share claim
 * nothing, since a wrong owner is worse than none.
 */
export function mapWorkloads(
  workloads: readonly WorkloadWrite[],
  options: {
    entities: readonly MappedEntity[];
    rules: readonly ConfiguredRule[];
  },
): WorkloadMapping[] {
  const known = new Set(options.entities.map(({ entityRef }) => entityRef));
  const mapped = workloads.map(workload => ({
    workload,
    mappings: mapOne(workload, options, known),
  }));
  const owners = namespaceOwners(mapped, options.entities);
  return mapped.flatMap(({ workload, mappings }) => {
    const owner = owners.get(namespaceKey(workload));
    return mappings.length > 0 || owner === undefined
      ? mappings
      : [
          {
            workloadKey: workload.key,
            entityRef: owner,
            rule: 'namespace-owner' as const,
            certainty: 0.3,
          },
        ];
  });
}

function mapOne(
  workload: WorkloadWrite,
  {
    entities,
    rules,
  }: { entities: readonly MappedEntity[]; rules: readonly ConfiguredRule[] },
  known: ReadonlySet<string>,
): WorkloadMapping[] {
  // nodes are shared: they belong to whoever has a workload on them
  if (workload.kind === 'Node') {
    return [];
  }
  const annotated = entities.flatMap(entity => {
    const match = matchAnnotation(entity, workload);
    return match
      ? [{ workloadKey: workload.key, entityRef: entity.entityRef, ...match }]
      : [];
  });
  if (annotated.length > 0) {
    return annotated;
  }
  for (const rule of rules) {
    const entityRef = applyConfiguredRule(rule, workload);
    if (entityRef !== undefined && known.has(entityRef)) {
      return [
        { workloadKey: workload.key, entityRef, rule: 'config', certainty: 1 },
      ];
    }
  }
  return byName(workload, entities);
}

function byName(
  workload: WorkloadWrite,
  entities: readonly MappedEntity[],
): WorkloadMapping[] {
  const matches = entities.flatMap(entity => {
    const match = matchName(entity, workload);
    return match ? [{ entity, match }] : [];
  });
  const best = Math.max(...matches.map(({ match }) => match.certainty), 0);
  const first = matches.filter(({ match }) => match.certainty === best);
  return first.length === 1
    ? [
        {
          workloadKey: workload.key,
          entityRef: first[0].entity.entityRef,
          ...first[0].match,
        },
      ]
    : [];
}

/** The group that owns all mapped workloads of a namespace, if it is one. */
function namespaceOwners(
  mapped: ReadonlyArray<{
    workload: WorkloadWrite;
    mappings: readonly WorkloadMapping[];
  }>,
  entities: readonly MappedEntity[],
): Map<string, string> {
  const ownerOf = new Map(entities.map(e => [e.entityRef, e.owner]));
  const owners = new Map<string, Set<string>>();
  for (const { workload, mappings } of mapped) {
    for (const { entityRef } of mappings) {
      const owner = ownerOf.get(entityRef);
      if (owner !== undefined && workload.namespace !== undefined) {
        const key = namespaceKey(workload);
        owners.set(key, (owners.get(key) ?? new Set()).add(owner));
      }
    }
  }
  return new Map(
    [...owners].flatMap(([key, set]) =>
      set.size === 1 ? [[key, [...set][0]]] : [],
    ),
  );
}

const namespaceKey = ({ instance, namespace }: WorkloadWrite) =>
  `${instance}|${namespace ?? ''}`;
