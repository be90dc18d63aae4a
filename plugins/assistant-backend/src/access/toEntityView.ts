import {
  DEFAULT_NAMESPACE,
  Entity,
  RELATION_CHILD_OF,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { EntityView } from './EntityView';

/** Label by which Kubernetes tools say who manages an object; read like an annotation. */
export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';

/** The fields that the catalog is asked for. */
export const ENTITY_VIEW_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'metadata.labels',
  'metadata.etag',
  'spec.type',
  'relations',
];

const KEPT_ANNOTATIONS =
  /^(assistant\/|backstage\.io\/kubernetes-|argocd\/|kustomize\.toolkit\.fluxcd\.io\/|helm\.toolkit\.fluxcd\.io\/|meta\.helm\.sh\/)/;

function keepAnnotations({ metadata }: Entity): ReadonlyMap<string, string> {
  const kept = Object.entries(metadata.annotations ?? {}).filter(([key]) =>
    KEPT_ANNOTATIONS.test(key),
  );
  const managedBy = metadata.labels?.[MANAGED_BY_LABEL];
  return new Map(managedBy ? [...kept, [MANAGED_BY_LABEL, managedBy]] : kept);
}

/** Reduces a stitched entity to what the assistant keeps of it. */
export function toEntityView(entity: Entity): EntityView {
  const targets = new Map<string, string[]>();
  for (const { type, targetRef } of entity.relations ?? []) {
    const refs = targets.get(type);
    if (refs) {
      refs.push(targetRef);
    } else {
      targets.set(type, [targetRef]);
    }
  }
  const related = (type: string) => targets.get(type) ?? [];
  const type = entity.spec?.type;
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind.toLocaleLowerCase('en-US'),
    name: entity.metadata.name,
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    title: entity.metadata.title,
    type: typeof type === 'string' ? type : undefined,
    owners: related(RELATION_OWNED_BY),
    systems: related(RELATION_PART_OF).filter(ref => ref.startsWith('system:')),
    dependsOn: related(RELATION_DEPENDS_ON),
    consumesApis: related(RELATION_CONSUMES_API),
    providesApis: related(RELATION_PROVIDES_API),
    parts: related(RELATION_HAS_PART),
    parents: related(RELATION_CHILD_OF),
    annotations: keepAnnotations(entity),
  };
}
