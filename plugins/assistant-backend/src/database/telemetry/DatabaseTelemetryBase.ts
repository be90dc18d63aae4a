import type {
  HiddenRange,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type SourceLease,
  type SourceReport,
  type TelemetryBase,
  type TelemetryBatch,
  type TelemetryPurge,
  type TelemetryReader,
  type WorkloadMapping,
  type WorkloadWrite,
  checkTelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  type ConversationJournal,
  noJournal,
} from '../conversations/ConversationJournal';
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
import type { PurgeOptions } from '../operations/telemetry/purgeConditions';
import { purgeTelemetry } from '../operations/telemetry/purgeTelemetry';
import {
  readBytes,
  readMappingReport,
  readNewestRecord,
  readSources,
  readVersions,
} from '../operations/telemetry/readStatus';
import { storeSourceReport } from '../operations/telemetry/reportSource';
import { reuseSpace } from '../operations/telemetry/reuseSpace';
import {
  type SlottedTable,
  createSlot,
  slotOf,
} from '../operations/telemetry/timeSlots';
import { readVisibility } from '../operations/telemetry/visibility';
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
  readonly #journal: Pick<ConversationJournal, 'conversationsDeleted'>;
  /** Partitions that are known to be there. */
  readonly #slots = new Set<string>();

  constructor(options: {
    engine: Engine;
    retention?: Partial<TelemetryRetention>;
    /** Told when quotes in conversations were deleted, so that no copy keeps them. */
    journal?: Pick<ConversationJournal, 'conversationsDeleted'>;
  }) {
    this.#engine = options.engine;
    this.#journal = options.journal ?? noJournal;
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
        at: await readNewestRecord(this.#engine.knex, visibility),
      });
    });
  }

  async status({ now }: { now: number }): Promise<TelemetryBaseStatus> {
    const { knex } = this.#engine;
    const visibility = await readVisibility(knex);
    const at = await readNewestRecord(knex, visibility);
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

  async purge(options: PurgeOptions): Promise<TelemetryPurge> {
    const purged = await purgeTelemetry(this.#engine.knex, options);
    await this.#journal.conversationsDeleted();
    await this.#reuseSpace();
    return purged;
  }

  async prune({ now }: { now: number }): Promise<number> {
    const rows = await pruneTelemetry(this.#engine.knex, {
      now,
      retention: this.#retention,
    });
    this.#slots.clear();
    await this.#reuseSpace();
    return rows;
  }

  async #reuseSpace() {
    if (this.#engine.kind === 'pglite') {
      await reuseSpace(this.#engine.knex);
    }
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
