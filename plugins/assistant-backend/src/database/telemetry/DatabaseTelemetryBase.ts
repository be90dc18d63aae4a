import type {
  HiddenRange,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type SourceLease,
  type SourceReport,
  type TelemetryBase,
  type TelemetryBatch,
  type TelemetryReader,
  type WorkloadMapping,
  type WorkloadWrite,
  checkTelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Engine } from '../engine';
import { errorCode } from '../engine/errorCode';
import { commitBatch } from '../operations/telemetry/commitBatch';
import {
  hideAfter,
  listHiddenRanges,
  unhide,
} from '../operations/telemetry/hiddenRanges';
import {
  releaseSourceLease,
  takeSourceLease,
} from '../operations/telemetry/leases';
import {
  listWorkloads,
  replaceMappings,
} from '../operations/telemetry/mappings';
import {
  DEFAULT_RETENTION,
  type TelemetryRetention,
  pruneTelemetry,
} from '../operations/telemetry/pruneTelemetry';
import {
  type PurgeOptions,
  purgeTelemetry,
} from '../operations/telemetry/purgeTelemetry';
import {
  readBytes,
  readMappingReport,
  readSources,
  readVersions,
} from '../operations/telemetry/readStatus';
import { storeSourceReport } from '../operations/telemetry/reportSource';
import {
  type SlottedTable,
  createSlot,
  slotOf,
} from '../operations/telemetry/timeSlots';
import {
  type Visibility,
  readVisibility,
  visibleVersions,
} from '../operations/telemetry/visibility';
import { selectRows, untilAborted } from '../sql';
import { DatabaseTelemetryReader } from './DatabaseTelemetryReader';

/** Two writers that name the same things at once may lock each other out; the loser tries again. */
const COMMIT_TRIES = 3;
const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
/** No partition takes the row: somebody dropped it, or a clock went back. */
const NO_PARTITION = '23514';

/** The telemetry base in PostgreSQL, on a server or embedded. */
export class DatabaseTelemetryBase implements TelemetryBase {
  readonly #engine: Engine;
  readonly #retention: TelemetryRetention;
  /** Partitions that are known to be there. */
  readonly #slots = new Set<string>();

  constructor(options: {
    engine: Engine;
    retention?: Partial<TelemetryRetention>;
  }) {
    this.#engine = options.engine;
    this.#retention = { ...DEFAULT_RETENTION, ...options.retention };
  }

  async acquireLease(options: {
    source: string;
    holder: string;
    now: number;
    durationMs: number;
  }): Promise<SourceLease | undefined> {
    return takeSourceLease(this.#engine.knex, options);
  }

  async releaseLease(options: { source: string; holder: string }) {
    await releaseSourceLease(this.#engine.knex, options);
  }

  async readOffset(source: string, shard: string) {
    const [row] = await selectRows<{ next: string }>(
      this.#engine.knex,
      'select next from source_offset where source = ? and shard = ?',
      [source, shard],
    );
    return row?.next;
  }

  async commit(
    batch: TelemetryBatch,
    options: { now: number; signal: AbortSignal },
  ): Promise<{ version: number }> {
    checkTelemetryBatch(batch);
    options.signal.throwIfAborted();
    for (let tries = 1; ; tries++) {
      await this.#ensureSlots(batch, options.now);
      try {
        return {
          version: await commitBatch(this.#engine.knex, batch, options),
        };
      } catch (error) {
        const code = errorCode(error) ?? '';
        if (
          tries === COMMIT_TRIES ||
          ![DEADLOCK, SERIALIZATION, NO_PARTITION].includes(code)
        ) {
          throw error;
        }
        this.#slots.clear();
      }
    }
  }

  async reportSource(report: SourceReport, { now }: { now: number }) {
    await storeSourceReport(this.#engine.knex, report, now);
  }

  async listWorkloads(options: {
    after?: string;
    limit: number;
  }): Promise<readonly WorkloadWrite[]> {
    return listWorkloads(this.#engine.knex, options);
  }

  async writeMappings(
    mappings: readonly WorkloadMapping[],
    options: { workloadKeys?: readonly string[] } = {},
  ): Promise<void> {
    await replaceMappings(
      this.#engine.knex,
      mappings,
      options.workloadKeys ?? [],
    );
  }

  async open(
    options: { version?: number; signal?: AbortSignal } = {},
  ): Promise<TelemetryReader> {
    const signal = options.signal ?? new AbortController().signal;
    return untilAborted(signal, async () => {
      const visibility = await readVisibility(
        this.#engine.knex,
        options.version,
      );
      return new DatabaseTelemetryReader({
        engine: this.#engine,
        visibility,
        at: await this.#newestRecord(visibility),
      });
    });
  }

  async status({ now }: { now: number }): Promise<TelemetryBaseStatus> {
    const { knex } = this.#engine;
    const visibility = await readVisibility(knex);
    const at = await this.#newestRecord(visibility);
    return {
      version: visibility.version,
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
      versions: await readVersions(knex, visibility, now),
      hidden: await listHiddenRanges(knex),
      sources: await readSources(knex, visibility, now),
      mapping: await readMappingReport(knex),
      bytes: await readBytes(knex),
    };
  }

  async goBack(options: {
    version: number;
    by: string;
    now: number;
  }): Promise<HiddenRange | undefined> {
    return hideAfter(this.#engine.knex, options);
  }

  async versionAt(time: number): Promise<number> {
    const [{ version }] = await selectRows<{ version: string | null }>(
      this.#engine.knex,
      'select max(version) as version from telemetry_commit where at <= ?',
      [time],
    );
    return Number(version ?? 0);
  }

  async undo(hiddenRangeId: number): Promise<void> {
    await unhide(this.#engine.knex, hiddenRangeId);
  }

  async purge(options: PurgeOptions): Promise<number> {
    return purgeTelemetry(this.#engine.knex, options);
  }

  async prune({ now }: { now: number }): Promise<number> {
    const rows = await pruneTelemetry(this.#engine.knex, {
      now,
      retention: this.#retention,
    });
    this.#slots.clear();
    return rows;
  }

  /** Of the newest commits alone, since the base is large and their order is about that of time. */
  async #newestRecord(visibility: Visibility): Promise<number | undefined> {
    const [{ at }] = await selectRows<{ at: string | null }>(
      this.#engine.knex,
      `select max(least(newest_at, at)) as at from (select newest_at, at from telemetry_commit
       where newest_at is not null and ${visibleVersions(
         visibility,
         'version',
       )} order by version desc limit 100) c`,
    );
    return at === null ? undefined : Number(at);
  }

  async #ensureSlots(batch: TelemetryBatch, now: number) {
    const tables: SlottedTable[] = [
      ...(batch.points.length > 0 ? (['point'] as const) : []),
      ...(batch.windows.length > 0 ? (['signal_window'] as const) : []),
    ];
    for (const table of tables) {
      const slot = slotOf(table, now);
      const key = `${table}/${slot}`;
      if (!this.#slots.has(key)) {
        await createSlot(this.#engine.knex, table, slot);
        this.#slots.add(key);
      }
    }
  }
}
