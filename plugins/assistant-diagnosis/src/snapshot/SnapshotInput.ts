/**
 * What the engine is given. All times are milliseconds since 1970 (UTC); nothing here knows a database.
 */

/** JSON as the systems speak it. @public */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** @public */
export type JsonObject = { readonly [key: string]: Json | undefined };

/**
 * Names one object of one system.
 *
 * `instance` is the cluster or server it lives in. Two clusters may hold objects of one name, so all
 * five parts are the identity. `kind` is the native kind, e.g. `Pod`, `Deployment`, `DagRun`.
 * @public
 */
export interface ResourceRef {
  system: string;
  instance: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * State of an object from `validFrom` until its next version.
 *
 * `body` has the native shape of the system, trimmed of what no judgement needs. A Kubernetes event is
 * a resource of kind `Event`.
 * @public
 */
export interface ResourceVersion extends ResourceRef {
  uid?: string;
  validFrom: number;
  /** When it was last seen in this state, for dating evidence; absent means `validFrom`. */
  seenAt?: number;
  deleted?: boolean;
  body: JsonObject;
}

/** What telemetry is keyed by: a deployment, a DAG, an application, a topic, a node. @public */
export interface WorkloadRef extends ResourceRef {
  environment: string;
}

/** @public */
export interface Series {
  /** Stable id, also the id of its evidence. */
  id: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  /** The query that made it, for series without a name of their own. */
  query?: string;
  workload?: WorkloadRef;
  instance: string;
  /** Parallel arrays, ascending in time; values are finite. */
  times: Float64Array;
  values: Float64Array;
  /** Median distance of points in milliseconds. */
  step: number;
}

/** A log template of one workload, counted in time windows. @public */
export interface LogSignal {
  id: string;
  workload: WorkloadRef;
  template: string;
  severity: 'debug' | 'info' | 'warning' | 'error' | 'fatal' | 'unknown';
  /** First time that this template was ever seen for the workload. */
  firstSeen: number;
  lastSeen: number;
  /** Ascending; windows without a line are left out. */
  windows: ReadonlyArray<{ at: number; count: number }>;
  /** Length of a window in milliseconds. */
  windowSize: number;
  /** A whole redacted line (with its stack trace) and its time: the newest. */
  sample: { at: number; text: string; pod?: string; container?: string };
}

/** Something that somebody changed, told by a delivery system or seen between two versions. @public */
export interface ToldChange {
  id: string;
  at: number;
  subject: ResourceRef;
  kind: string;
  summary: string;
  actor?: string;
  url?: string;
}

/** Between catalog entities: `from` needs `to`. @public */
export interface Dependency {
  from: string;
  to: string;
}

/** A source that could not be read for a while: its silence proves nothing. @public */
export interface SourceGap {
  source: string;
  instance: string;
  from: number;
  to?: number;
  reason?: string;
}

/**
 * Which environment an object belongs to: the first namespace rule that matches, else its
 * instance's, else `default`.
 * @public
 */
export interface EnvironmentRules {
  default: string;
  instances: Readonly<Record<string, string>>;
  /** `pattern` is a glob on the namespace, `*` for any run of characters. */
  namespaces: ReadonlyArray<{ pattern: string; environment: string }>;
  /** Names of environments that count as production. */
  production: readonly string[];
}

/** Everything that is judged for one question. @public */
export interface SnapshotInput {
  /** The moment that is judged. */
  at: number;
  window: { from: number; to: number };
  environments: EnvironmentRules;
  /** Newest version at `at` of each object, and earlier ones within the window's history. */
  resources: readonly ResourceVersion[];
  series: readonly Series[];
  logs: readonly LogSignal[];
  changes: readonly ToldChange[];
  dependencies: readonly Dependency[];
  /** Catalog entities of workloads and resources, by `refKey`. */
  entities: ReadonlyMap<string, readonly string[]>;
  gaps: readonly SourceGap[];
  /** Kinds per instance that were recorded at all: what is not among them is "not recorded", not "not there". Format `instance/kind`. */
  recordedKinds: ReadonlySet<string>;
}

/** Key of a resource within a snapshot. @public */
export function refKey(ref: ResourceRef): string {
  return [
    ref.system,
    ref.instance,
    ref.kind,
    ref.namespace ?? '',
    ref.name,
  ].join('|');
}
