import type {
  EnvironmentRules,
  SnapshotInput,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import type { EntityIndex } from '../access';
import { dependenciesOf } from './dependenciesOf';

export interface SnapshotWish {
  entityRefs: readonly string[] | 'all';
  /** Moment that is judged. */
  at: number;
  window: { from: number; to: number };
  historyMs: number;
  signal: AbortSignal;
}

/** One version of the telemetry base, with what the engine needs beside it. */
export interface OpenedSnapshot {
  version: number;
  /** Time of the newest record. */
  newestAt: number | undefined;
  read(wish: SnapshotWish): Promise<SnapshotInput>;
}

export interface SnapshotReaderOptions {
  telemetry: TelemetryBase;
  index: Pick<EntityIndex, 'current'>;
  environments: EnvironmentRules;
}

/** Reads what the engine judges: telemetry, who needs whom, and what counts as production. */
export class SnapshotReader {
  readonly #options: SnapshotReaderOptions;

  constructor(options: SnapshotReaderOptions) {
    this.#options = options;
  }

  async open(options: {
    version?: number;
    signal: AbortSignal;
  }): Promise<OpenedSnapshot> {
    const { telemetry, index, environments } = this.#options;
    const reader = await telemetry.open(options);
    return {
      version: reader.version,
      newestAt: reader.at,
      async read(wish) {
        const [catalog, read] = await Promise.all([
          index.current({ signal: wish.signal }),
          reader.readSnapshot(wish),
        ]);
        return { ...read, dependencies: dependenciesOf(catalog), environments };
      },
    };
  }
}
