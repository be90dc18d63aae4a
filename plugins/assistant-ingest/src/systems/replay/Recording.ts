import type { Entity } from '@backstage/catalog-model';
import type {
  DeadLetter,
  TelemetryRecord,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** Records that were read at one moment: a list of objects, or a stretch of lines and points. */
export interface Frame {
  at: number;
  records: readonly TelemetryRecord[];
  deadLetters: readonly DeadLetter[];
  /** Kinds that the frame lists completely, as `instance/Kind`. */
  complete: readonly string[];
}

/** A recorded incident, in the order of time. */
export interface Recording {
  folder: string;
  title: string;
  from: number;
  to: number;
  /** The moment of the question. */
  now: number;
  question?: string;
  entityRef?: string;
  namespaces?: readonly string[];
  /** Environment by instance. */
  environments: Readonly<Record<string, string>>;
  frames: readonly Frame[];
  entities: readonly Entity[];
  /** Files that were not understood and left out. */
  warnings: readonly string[];
}
