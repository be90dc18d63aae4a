/**
 * Everything that runs tells, in one shape. All times are milliseconds since 1970 (UTC).
 */
import type {
  JsonObject,
  LogSignal,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** How bad a log line says that it is. @public */
export type LogSeverity = LogSignal['severity'];

/**
 * Hints by which a record finds its workload; each may be missing.
 *
 * Names are the native ones. `labels` are labels of the pod or object, never of a series.
 * @public
 */
export interface RecordOrigin {
  /** Cluster or server; sources set it by configuration when the record does not tell. */
  instance: string;
  system: string;
  namespace?: string;
  pod?: string;
  container?: string;
  /** Owner as far as the record tells: deployment, job, DAG … */
  owner?: { kind: string; name: string };
  service?: string;
  node?: string;
  labels?: Readonly<Record<string, string>>;
}

/** @public */
export interface LogRecord {
  kind: 'log';
  at: number;
  origin: RecordOrigin;
  severity: LogSeverity;
  /** Message with its stack trace; not yet redacted. */
  body: string;
  traceId?: string;
  /** Groups parts of one message that came as several documents, e.g. file and offset. */
  stream?: string;
  attributes?: Readonly<Record<string, string>>;
}

/** @public */
export interface MetricRecord {
  kind: 'metric';
  at: number;
  origin: RecordOrigin;
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
  /** Query of an aggregated answer. */
  query?: string;
  /** Counters are stored as rates: of these the reader makes them. */
  type?: 'gauge' | 'counter' | 'delta';
}

/** An object's state; the base writes a version only when it differs in what matters. @public */
export interface ResourceRecord {
  kind: 'resource';
  at: number;
  system: string;
  instance: string;
  objectKind: string;
  namespace?: string;
  name: string;
  uid?: string;
  /** Native shape, untrimmed. */
  body: JsonObject;
  deleted?: boolean;
}

/** @public */
export interface ChangeRecord {
  kind: 'change';
  at: number;
  origin: RecordOrigin;
  changeKind: string;
  summary: string;
  actor?: string;
  url?: string;
}

/** @public */
export type TelemetryRecord =
  | LogRecord
  | MetricRecord
  | ResourceRecord
  | ChangeRecord;

/** A record that could not be understood: counted, shown, never a reason to stop. @public */
export interface DeadLetter {
  at: number;
  source: string;
  reason: string;
  /** First 500 characters, redacted. */
  excerpt: string;
}
