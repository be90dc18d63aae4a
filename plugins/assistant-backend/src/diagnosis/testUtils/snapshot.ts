import {
  type JsonObject,
  type ResourceVersion,
  type SnapshotInput,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosureLevel } from '../../ask/stages';
import type { Viewer } from '../disclose/Viewer';

export const NOW = Date.UTC(2026, 2, 1, 12);
export const MINUTE = 60_000;

export function resource(
  kind: string,
  name: string,
  body: JsonObject = {},
  more: Partial<ResourceVersion> = {},
): ResourceVersion {
  return {
    system: 'kubernetes',
    instance: 'prod',
    kind,
    namespace: 'shop',
    name,
    uid: `${kind}-${name}`,
    validFrom: NOW - 120 * MINUTE,
    body,
    ...more,
  };
}

/** A deployment with one pod on a node; both mapped to an entity of its name. */
export function service(
  name: string,
  options: { node?: string; spec?: JsonObject; status?: JsonObject } = {},
): ResourceVersion[] {
  const deployment = resource('Deployment', name, { spec: {} });
  const pod = resource('Pod', `${name}-pod`, {
    metadata: {
      labels: { app: name },
      ownerReferences: [
        { kind: 'Deployment', name, uid: deployment.uid, controller: true },
      ],
    },
    spec: { nodeName: options.node ?? 'node-1', ...options.spec },
    status: options.status ?? {},
  });
  return [deployment, pod];
}

export function inputOf(
  resources: readonly ResourceVersion[],
  more: Partial<SnapshotInput> = {},
): SnapshotInput {
  const mapped = resources.filter(({ kind }) => kind === 'Deployment');
  return {
    at: NOW,
    window: { from: NOW - 60 * MINUTE, to: NOW },
    environments: {
      default: 'prod',
      instances: {},
      namespaces: [],
      production: ['prod'],
    },
    resources,
    series: [],
    logs: [],
    changes: [],
    dependencies: [],
    entities: new Map(
      mapped.map(one => [refKey(one), [`component:default/${one.name}`]]),
    ),
    gaps: [],
    recordedKinds: new Set(resources.map(({ kind }) => `prod/${kind}`)),
    ...more,
  };
}

/** A reader with these levels, by the names of entities. */
export function viewerOf(
  levels: Record<string, DisclosureLevel>,
  more: Partial<Viewer> = {},
): Viewer {
  return {
    asker: {
      userRef: 'user:default/ann',
      principals: [],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: ref => levels[ref.split('/')[1]] ?? 'none',
    },
    catalog: { get: () => undefined },
    language: 'en',
    operators: [],
    causes: new Map(),
    production: ['prod'],
    links: {},
    ...more,
  };
}
