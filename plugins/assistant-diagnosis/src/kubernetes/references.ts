import { asObjects, asText, dig } from '../snapshot/json';
import type { Json, JsonObject } from '../snapshot/SnapshotInput';

/** An object that a pod template names. */
export interface Reference {
  kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  name: string;
  key?: string;
  optional: boolean;
  /** Where it is named: `env DB_PASSWORD`, `volume data`. */
  by: string;
  container?: string;
}

/** Put into every namespace by the cluster itself; many leave them out of what they record. */
const PUBLISHED = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt']);

export function referencesOf(spec: JsonObject): Reference[] {
  const containers = [
    ...asObjects(spec.initContainers),
    ...asObjects(spec.containers),
  ];
  const account = asText(spec.serviceAccountName);
  return [
    ...containers.flatMap(ofContainer),
    ...asObjects(spec.volumes).flatMap(ofVolume),
    ...asObjects(spec.imagePullSecrets).flatMap(one =>
      reference('Secret', one.name, 'imagePullSecrets'),
    ),
    ...(account && account !== 'default'
      ? reference('ServiceAccount', account, 'serviceAccountName')
      : []),
  ];
}

function reference(
  kind: Reference['kind'],
  name: Json | undefined,
  by: string,
  more: Partial<Reference> = {},
): Reference[] {
  const text = asText(name);
  return text && !PUBLISHED.has(text)
    ? [{ kind, name: text, by, optional: false, ...more }]
    : [];
}

function ofContainer(container: JsonObject): Reference[] {
  const inside = { container: asText(container.name) };
  return [
    ...asObjects(container.env).flatMap(variable =>
      (
        [
          ['ConfigMap', 'configMapKeyRef'],
          ['Secret', 'secretKeyRef'],
        ] as const
      ).flatMap(([kind, field]) => {
        const from = dig(variable, 'valueFrom', field);
        return reference(
          kind,
          dig(from, 'name'),
          `env ${asText(variable.name)}`,
          {
            ...inside,
            key: asText(dig(from, 'key')),
            optional: dig(from, 'optional') === true,
          },
        );
      }),
    ),
    ...asObjects(container.envFrom).flatMap(source =>
      (
        [
          ['ConfigMap', 'configMapRef'],
          ['Secret', 'secretRef'],
        ] as const
      ).flatMap(([kind, field]) =>
        reference(kind, dig(source, field, 'name'), 'envFrom', {
          ...inside,
          optional: dig(source, field, 'optional') === true,
        }),
      ),
    ),
  ];
}

function ofVolume(volume: JsonObject): Reference[] {
  const by = `volume ${asText(volume.name)}`;
  const optional = (value: Json | undefined) => ({
    optional: dig(value, 'optional') === true,
  });
  const keys = (
    kind: Reference['kind'],
    name: Json | undefined,
    value: Json | undefined,
  ) => [
    ...reference(kind, name, by, optional(value)),
    ...asObjects(dig(value, 'items')).flatMap(item =>
      reference(kind, name, by, {
        ...optional(value),
        key: asText(item.key),
      }),
    ),
  ];
  return [
    ...keys('ConfigMap', dig(volume, 'configMap', 'name'), volume.configMap),
    ...keys('Secret', dig(volume, 'secret', 'secretName'), volume.secret),
    ...asObjects(dig(volume, 'projected', 'sources')).flatMap(source => [
      ...keys('ConfigMap', dig(source, 'configMap', 'name'), source.configMap),
      ...keys('Secret', dig(source, 'secret', 'name'), source.secret),
    ]),
    ...reference(
      'PersistentVolumeClaim',
      dig(volume, 'persistentVolumeClaim', 'claimName'),
      by,
    ),
  ];
}
