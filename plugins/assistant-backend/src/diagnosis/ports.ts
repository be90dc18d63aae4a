import type { FindingHandlingRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { VisibleEntities } from '@smart-assistant/backstage-plugin-assistant-node';

/** A finding with its life, uncut: it is cut to the reader's levels before anybody reads it. */
export interface StoredFinding {
  finding: Finding;
  /** Version of the telemetry base that it was last judged on. */
  version: number;
  /** When it was first judged; milliseconds since 1970, as all times here. */
  firstSeen: number;
  /** When it came, the last time; a pause of a few minutes does not count. */
  activeSince: number;
  /** When it was last judged to be there. */
  lastSeen: number;
  resolvedAt?: number;
  state: 'active' | 'resolved' | 'acknowledged' | 'muted';
  /** Present for more than 24 hours. */
  chronic: boolean;
  /** Entities of its subject and its victims. */
  entityRefs: readonly string[];
  /** What holds now: an acknowledgement ends with the fault, a mute at its time. */
  handling?: FindingHandling;
}

export interface FindingHandling {
  action: 'acknowledge' | 'mute';
  by: string;
  at: number;
  reason?: string;
  until?: number;
}

/** What people said the cause really was, to learn from. */
export interface FindingCorrection {
  findingId: string;
  judgedCause: string;
  trueCause: string;
  by: string;
  at: number;
}

/** What was looked at: active findings in it that were not judged again are resolved. */
export type JudgedScope =
  | 'all'
  | {
      /** Findings whose subject belongs to one of these entities. */
      entityRefs?: readonly string[];
      /** Findings about these objects, by `refKey`. */
      subjects?: readonly string[];
    };

export interface FindingStore {
  /**
   * Takes in what the engine judged, and resolves what it did not find any more.
   *
   * @returns ids of findings that came, came back, or went.
   */
  judge(options: {
    findings: readonly Finding[];
    /** Version of the telemetry base, and the moment that was judged. */
    version: number;
    at: number;
    scope: JudgedScope;
  }): Promise<{ appeared: string[]; resolved: string[] }>;
  /**
   * Replaces all that is active after versions of telemetry were hidden or came back: findings that
   * were only ever judged on versions that are hidden now leave no trace but their handling.
   */
  rejudge(options: {
    findings: readonly Finding[];
    version: number;
    at: number;
    /** Versions that are hidden now. */
    hidden: ReadonlyArray<{ from: number; to: number }>;
  }): Promise<void>;
  /** Worst and newest first; chronic ones after others, muted and resolved ones last. */
  list(options: {
    entities: VisibleEntities;
    now: number;
    /** Resolved ones as well, if that was after this time. */
    resolvedAfter?: number;
    limit: number;
  }): Promise<StoredFinding[]>;
  get(id: string, options: { now: number }): Promise<StoredFinding | undefined>;
  /** @throws NotFoundError when there is no such finding. */
  handle(options: {
    id: string;
    by: string;
    now: number;
    request: FindingHandlingRequest;
  }): Promise<StoredFinding>;
  listCorrections(options: { limit: number }): Promise<FindingCorrection[]>;
  /** Deletes what was resolved before a time; returns how many. */
  prune(options: { before: number }): Promise<number>;
}
