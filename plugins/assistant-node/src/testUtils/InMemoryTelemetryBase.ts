import { ConflictError, InputError } from '@backstage/errors';
import type {
  HiddenRange,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  SourceLease,
  SourceReport,
  TelemetryBase,
  TelemetryReader,
  WorkloadMapping,
} from '../knowledge';
import {
  type TelemetryBatch,
  type WorkloadWrite,
  checkTelemetryBatch,
} from '../telemetry';
import { withGoneResources } from './goneResources';
import { type StoredCommit, buildSnapshot } from './snapshotOfCommits';

/**
 * A telemetry base in memory, for tests of what writes to it, and for judging a recording.
 *
 * It keeps the promises of the interface by keeping every batch and reading through all of them.
 *
 * @public
 */
export class InMemoryTelemetryBase implements TelemetryBase {
  readonly #commits: StoredCommit[] = [];
  readonly #offsets = new Map<string, string>();
  readonly #leases = new Map<string, SourceLease & { holder: string }>();
  readonly #workloads = new Map<string, WorkloadWrite>();
  readonly #reports = new Map<string, SourceReport>();
  #mappings: WorkloadMapping[] = [];
  #hidden: HiddenRange[] = [];
  #lastHiddenId = 0;

  async acquireLease(options: {
    source: string;
    holder: string;
    now: number;
    durationMs: number;
  }): Promise<SourceLease | undefined> {
    const { source, holder, now, durationMs } = options;
    const held = this.#leases.get(source);
    if (held && held.holder !== holder && held.expiresAt > now) {
      return undefined;
    }
    const epoch = held?.holder === holder ? held.epoch : (held?.epoch ?? 0) + 1;
    const lease = { source, epoch, expiresAt: now + durationMs };
    this.#leases.set(source, { ...lease, holder });
    return lease;
  }

  async releaseLease({ source, holder }: { source: string; holder: string }) {
    const held = this.#leases.get(source);
    if (held?.holder === holder) {
      this.#leases.set(source, { ...held, expiresAt: 0 });
    }
  }

  async readOffset(source: string, shard: string) {
    return this.#offsets.get(`${source}|${shard}`);
  }

  async commit(
    batch: TelemetryBatch,
    { now, signal }: { now: number; signal: AbortSignal },
  ) {
    signal.throwIfAborted();
    checkTelemetryBatch(batch);
    const key = `${batch.source}|${batch.shard}`;
    const lease = this.#leases.get(batch.source);
    if (
      this.#offsets.get(key) !== batch.offset.expected ||
      (lease && lease.epoch !== batch.offset.epoch)
    ) {
      throw new ConflictError(
        `${batch.source} was read on by another one: read the offset again`,
      );
    }
    this.#checkNames(batch);
    this.#offsets.set(key, batch.offset.next);
    batch.workloads.forEach(workload => {
      const known = this.#workloads.get(workload.key);
      this.#workloads.set(workload.key, {
        ...workload,
        hints: { ...known?.hints, ...workload.hints },
      });
    });
    this.#commits.push({
      version: this.#commits.length + 1,
      storedAt: now,
      batch,
    });
    return { version: this.#commits.length };
  }

  async reportSource(report: SourceReport) {
    this.#reports.set(report.source, report);
  }

  async listWorkloads({ after, limit }: { after?: string; limit: number }) {
    return [...this.#workloads.values()]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .filter(({ key }) => after === undefined || key > after)
      .slice(0, limit);
  }

  async writeMappings(
    mappings: readonly WorkloadMapping[],
    options: { workloadKeys?: readonly string[] } = {},
  ) {
    const meant = new Set([
      ...mappings.map(({ workloadKey }) => workloadKey),
      ...(options.workloadKeys ?? []),
    ]);
    this.#mappings = [
      ...this.#mappings.filter(({ workloadKey }) => !meant.has(workloadKey)),
      ...mappings,
    ];
  }

  async open({ version }: { version?: number } = {}): Promise<TelemetryReader> {
    const commits = this.#visible().filter(
      commit => version === undefined || commit.version <= version,
    );
    const times = commits.flatMap(({ batch, storedAt }) =>
      batch.newestAt === undefined ? [] : Math.min(batch.newestAt, storedAt),
    );
    return {
      version: commits.at(-1)?.version ?? 0,
      at: times.length > 0 ? Math.max(...times) : undefined,
      readSnapshot: async options =>
        buildSnapshot({
          ...options,
          commits: withGoneResources(commits),
          workloads: this.#workloads,
          mappings: this.#mappings,
        }),
      changedSince: async since => {
        const keys = commits
          .filter(commit => commit.version > since)
          .flatMap(({ batch }) => batch.workloads.map(({ key }) => key));
        return [...new Set(keys)].sort();
      },
    };
  }

  async status(): Promise<TelemetryBaseStatus> {
    const mapped = new Set(
      this.#mappings.map(({ workloadKey }) => workloadKey),
    );
    const hidden = (version: number) =>
      this.#hidden.some(({ from, to }) => version >= from && version <= to);
    const last = this.#visible().at(-1);
    return {
      version: last?.version ?? 0,
      ...(last && { at: new Date(last.storedAt).toISOString() }),
      versions: this.#commits
        .map(({ version, storedAt, batch }) => ({
          version,
          at: new Date(storedAt).toISOString(),
          records: batch.records,
          hidden: hidden(version),
        }))
        .reverse(),
      hidden: this.#hidden,
      sources: [],
      mapping: {
        mapped: mapped.size,
        byRule: {},
        unmapped: [...this.#workloads.keys()]
          .filter(key => !mapped.has(key))
          .map(workload => ({ workload, records: 0, suggestion: '' })),
      },
      bytes: 0,
    };
  }

  async goBack({
    version,
    by,
    now,
  }: {
    version: number;
    by: string;
    now: number;
  }) {
    const newest = this.#visible().at(-1)?.version ?? 0;
    if (newest <= version) {
      return undefined;
    }
    const range: HiddenRange = {
      id: ++this.#lastHiddenId,
      from: version + 1,
      to: this.#commits.length,
      hiddenAt: new Date(now).toISOString(),
      by,
    };
    this.#hidden = [...this.#hidden, range];
    return range;
  }

  async versionAt(time: number) {
    return (
      this.#commits.filter(({ storedAt }) => storedAt <= time).at(-1)
        ?.version ?? 0
    );
  }

  async undo(id: number) {
    this.#hidden = this.#hidden.filter(range => range.id !== id);
  }

  async purge(): Promise<never> {
    throw new Error('A base in memory is purged by leaving it');
  }

  async prune() {
    return 0;
  }

  #checkNames(batch: TelemetryBatch) {
    const named = new Set(batch.workloads.map(({ key }) => key));
    const referred = [...batch.windows, ...batch.resources, ...batch.changes];
    for (const { workloadKey } of referred) {
      if (
        workloadKey !== undefined &&
        !named.has(workloadKey) &&
        !this.#workloads.has(workloadKey)
      ) {
        throw new InputError(
          `No commit named the workload ${workloadKey}; name it in the same batch`,
        );
      }
    }
  }

  #visible() {
    return this.#commits.filter(
      ({ version }) =>
        !this.#hidden.some(({ from, to }) => version >= from && version <= to),
    );
  }
}
