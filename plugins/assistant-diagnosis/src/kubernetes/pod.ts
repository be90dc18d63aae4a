import {
  asNumber,
  asObject,
  asObjects,
  asText,
  asTime,
  dig,
} from '../snapshot/json';
import type { JsonObject, ResourceVersion } from '../snapshot/SnapshotInput';

export interface TerminationView {
  reason: string;
  message: string;
  exitCode: number;
  startedAt?: number;
  finishedAt?: number;
}

export interface ContainerView {
  name: string;
  init: boolean;
  image: string;
  ready: boolean;
  started?: boolean;
  restarts: number;
  waiting?: { reason: string; message: string };
  runningSince?: number;
  terminated?: TerminationView;
  last?: TerminationView;
  spec: JsonObject;
}

export interface ConditionView {
  type: string;
  status: string;
  reason: string;
  message: string;
  at?: number;
}

export interface PodView {
  version: ResourceVersion;
  phase: string;
  reason: string;
  message: string;
  node?: string;
  created: number;
  /** When it should be gone. */
  deletion?: number;
  containers: readonly ContainerView[];
  conditions: readonly ConditionView[];
  ready: boolean;
  spec: JsonObject;
}

const views = new WeakMap<ResourceVersion, PodView>();

export function viewPod(version: ResourceVersion): PodView {
  let view = views.get(version);
  if (!view) {
    view = read(version);
    views.set(version, view);
  }
  return view;
}

export function conditionsOf(version: ResourceVersion): ConditionView[] {
  return asObjects(dig(version.body, 'status', 'conditions')).map(
    condition => ({
      type: asText(condition.type) ?? '',
      status: asText(condition.status) ?? '',
      reason: asText(condition.reason) ?? '',
      message: asText(condition.message) ?? '',
      at: asTime(condition.lastTransitionTime),
    }),
  );
}

export function conditionOf(
  version: ResourceVersion,
  type: string,
): ConditionView | undefined {
  return conditionsOf(version).find(condition => condition.type === type);
}

function read(version: ResourceVersion): PodView {
  const { body } = version;
  const spec = asObject(body.spec);
  const status = asObject(body.status);
  const conditions = conditionsOf(version);
  return {
    version,
    phase: asText(status.phase) ?? '',
    reason: asText(status.reason) ?? '',
    message: asText(status.message) ?? '',
    node: asText(spec.nodeName),
    created:
      asTime(dig(body, 'metadata', 'creationTimestamp')) ?? version.validFrom,
    deletion: asTime(dig(body, 'metadata', 'deletionTimestamp')),
    containers: [
      ...readContainers(
        spec.initContainers,
        status.initContainerStatuses,
        true,
      ),
      ...readContainers(spec.containers, status.containerStatuses, false),
    ],
    conditions,
    ready: conditions.some(
      ({ type, status: value }) => type === 'Ready' && value === 'True',
    ),
    spec,
  };
}

function readContainers(
  specs: JsonObject[string],
  statuses: JsonObject[string],
  init: boolean,
): ContainerView[] {
  const byName = new Map(
    asObjects(statuses).map(status => [asText(status.name) ?? '', status]),
  );
  const known = asObjects(specs);
  // a status without its specification still tells
  const names = new Set([
    ...known.map(({ name }) => asText(name) ?? ''),
    ...byName.keys(),
  ]);
  return [...names].map(name => {
    const spec = known.find(one => one.name === name) ?? {};
    const status = byName.get(name) ?? {};
    const waiting = dig(status, 'state', 'waiting');
    return {
      name,
      init,
      image: asText(spec.image) ?? asText(status.image) ?? '',
      ready: status.ready === true,
      started: typeof status.started === 'boolean' ? status.started : undefined,
      restarts: asNumber(status.restartCount) ?? 0,
      waiting: waiting
        ? {
            reason: asText(dig(waiting, 'reason')) ?? '',
            message: asText(dig(waiting, 'message')) ?? '',
          }
        : undefined,
      runningSince: dig(status, 'state', 'running')
        ? asTime(dig(status, 'state', 'running', 'startedAt'))
        : undefined,
      terminated: readTermination(dig(status, 'state', 'terminated')),
      last: readTermination(dig(status, 'lastState', 'terminated')),
      spec,
    };
  });
}

function readTermination(
  value: JsonObject[string],
): TerminationView | undefined {
  const ended = asObject(value);
  const exitCode = asNumber(ended.exitCode);
  return exitCode === undefined
    ? undefined
    : {
        exitCode,
        reason: asText(ended.reason) ?? '',
        message: asText(ended.message) ?? '',
        startedAt: asTime(ended.startedAt),
        finishedAt: asTime(ended.finishedAt),
      };
}
