import type { TelemetryReader } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { Engine } from '../engine';
import { readChanges, readGaps } from '../operations/telemetry/readEvents';
import { readListings } from '../operations/telemetry/readListings';
import { readScope } from '../operations/telemetry/readScope';
import { readSeries } from '../operations/telemetry/readSeries';
import { readSignals } from '../operations/telemetry/readSignals';
import { readStates } from '../operations/telemetry/readStates';
import {
  type Visibility,
  visibleVersions,
} from '../operations/telemetry/visibility';
import { refKey } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { selectRows, untilAborted } from '../sql';

type SnapshotOptions = Parameters<TelemetryReader['readSnapshot']>[0];
type ReadSnapshot = Awaited<ReturnType<TelemetryReader['readSnapshot']>>;

/** One version of the telemetry base, with what was hidden when it was opened. */
export class DatabaseTelemetryReader implements TelemetryReader {
  readonly version: number;
  readonly at: number | undefined;
  readonly #engine: Engine;
  readonly #visibility: Visibility;

  constructor(options: {
    engine: Engine;
    visibility: Visibility;
    at: number | undefined;
  }) {
    this.#engine = options.engine;
    this.#visibility = options.visibility;
    this.version = options.visibility.version;
    this.at = options.at;
  }

  async readSnapshot(options: SnapshotOptions): Promise<ReadSnapshot> {
    return untilAborted(options.signal, () =>
      this.#unchanged(knex => this.#read(knex, options)),
    );
  }

  async changedSince(
    version: number,
    { signal }: { signal: AbortSignal },
  ): Promise<readonly string[]> {
    return untilAborted(signal, async () => {
      const rows = await selectRows<{ key: string }>(
        this.#engine.knex,
        `select key from workload where id in (select unnest(workloads) from telemetry_commit
         where version > ? and ${visibleVersions(
           this.#visibility,
           'version',
         )}) order by key`,
        [version],
      );
      return rows.map(({ key }) => key);
    });
  }

  /**
   * Rows of a version never change, but mappings do: on a server one read sees one state of them.
   * The embedded engine has one session, which a read must not keep from those who write.
   */
  async #unchanged<T>(work: (knex: Knex) => Promise<T>): Promise<T> {
    const { kind, knex } = this.#engine;
    return kind === 'postgres'
      ? knex.transaction(
          async tx => {
            // compiling these statements takes longer than running them
            await tx.raw('set local jit = off');
            return work(tx);
          },
          { isolationLevel: 'repeatable read', readOnly: true },
        )
      : work(knex);
  }

  async #read(knex: Knex, options: SnapshotOptions): Promise<ReadSnapshot> {
    const { at, window, historyMs, signal } = options;
    const read = {
      visibility: this.#visibility,
      at,
      since: Math.min(window.from, at - historyMs),
    };
    const scope = await readScope(knex, options.entityRefs);
    const { recorded, listings } = await readListings(knex, read);
    signal.throwIfAborted();
    const states = await readStates(knex, scope, { ...read, listings });
    signal.throwIfAborted();
    const series = await readSeries(knex, scope, read);
    signal.throwIfAborted();
    const logs = await readSignals(knex, scope, read);
    const changes = await readChanges(knex, scope, read);
    const gaps = await readGaps(knex, { ...read, instances: scope.instances });
    const entities = new Map(states.entities);
    for (const [id, ref] of scope.workloads) {
      const refs = scope.entities.get(id) ?? [];
      if (refs.length > 0) {
        entities.set(refKey(ref), refs);
      }
    }
    return {
      at,
      window,
      resources: states.resources,
      series,
      logs,
      changes,
      entities,
      gaps,
      recordedKinds: recorded,
    };
  }
}
