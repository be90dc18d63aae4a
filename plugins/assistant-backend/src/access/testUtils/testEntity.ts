import type { Entity } from '@backstage/catalog-model';

/** An entity as the catalog returns it, with the relations that the assistant reads. */
export function testEntity(
  ref: string,
  options: {
    title?: string;
    type?: string;
    etag?: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
    relations?: Record<string, string[]>;
  } = {},
): Entity {
  const [, kind, namespace, name] = /^(.+):(.+)\/(.+)$/.exec(ref) ?? [];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind[0].toUpperCase() + kind.slice(1),
    metadata: {
      name,
      namespace,
      title: options.title,
      etag: options.etag ?? '1',
      annotations: options.annotations,
      labels: options.labels,
    },
    spec: { type: options.type ?? 'service' },
    relations: Object.entries(options.relations ?? {}).flatMap(
      ([type, targets]) => targets.map(targetRef => ({ type, targetRef })),
    ),
  };
}
