import { createHash } from 'node:crypto';
import type {
  ChangeRecord,
  ChangeWrite,
  LogRecord,
  MetricRecord,
  RecordOrigin,
  ResourceRecord,
  ResourceWrite,
  TelemetryBatch,
  TelemetryRecord,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { OwnerIndex, workloadOf } from '../mapping';
import { TelemetryRedactor, joinMultiline } from '../normalize';
import { LogAggregator, type TemplateMiner } from './LogAggregator';
import { MetricWriter } from './MetricWriter';
import { ResourceStates } from './ResourceStates';
import { WORKLOAD_KINDS, originOfResource } from './originOfResource';
import { type PageInput, readPage } from './readPage';

/** Longest log line that is looked at, in characters; start and end of a longer one stay. */
const MAX_LINE = 32_000;

/** What a pipeline makes of a page: a batch without its offset. */
export type ProcessedPage = Omit<
  TelemetryBatch,
  'source' | 'system' | 'instance' | 'shard' | 'offset' | 'gap'
> & {
  /** Metric records over the limit of one batch. */
  dropped: number;
  /** Event time of the last record, for how far behind the reader is. */
  lastAt?: number;
};

/** A pipeline, wherever it runs. */
export interface PageProcessor {
  process(page: PageInput): Promise<ProcessedPage> | ProcessedPage;
  /**
   * What was processed last was not stored and comes again: states and counters of it are no longer
   * known.
   */
  retract(): Promise<void> | void;
}

/**
 * Makes of the records of a page what the base keeps: joins lines, takes out secrets, finds
 * workloads, mines templates, counts windows, and keeps states that differ.
 *
 * It remembers owners, templates and states between pages.
 */
export class TelemetryPipeline implements PageProcessor {
  readonly #owners = new OwnerIndex();
  readonly #states: ResourceStates;
  readonly #metrics: MetricWriter;
  readonly #logs: LogAggregator;
  readonly #redactor: TelemetryRedactor;
  readonly #environmentOf: (instance: string, namespace?: string) => string;

  constructor(options: {
    redactor: TelemetryRedactor;
    createMiner: () => TemplateMiner;
    environmentOf(instance: string, namespace?: string): string;
  }) {
    this.#redactor = options.redactor;
    this.#states = new ResourceStates(options.redactor);
    this.#metrics = new MetricWriter(options.redactor);
    this.#environmentOf = options.environmentOf;
    this.#logs = new LogAggregator(options);
  }

  process(page: PageInput): ProcessedPage {
    const workloads = new Map<string, WorkloadWrite>();
    const find = (origin: RecordOrigin) => {
      const workload = workloadOf(origin, {
        owners: this.#owners,
        environmentOf: this.#environmentOf,
      });
      if (workload && !workloads.has(workload.key)) {
        workloads.set(workload.key, workload);
      }
      return workload;
    };
    const { records, deadLetters } = readPage(page, this.#redactor);
    const kinds = byKind(records);
    // owners first: the lines of a pod want to know whose it is
    kinds.resource.forEach(record => this.#owners.add(record));
    const complete = new Set(page.complete);
    const resources = this.#resources(kinds.resource, complete, find);
    const logs = this.#lines(kinds.log, find);
    const metrics = this.#metrics.write(
      kinds.metric.map(record => ({ record, workload: find(record.origin) })),
    );
    const changes = this.#changes(kinds.change, find);
    const mined = this.#logs.aggregate(logs.lines);
    return {
      ...mined,
      series: metrics.series,
      points: metrics.points,
      dropped: metrics.dropped,
      resources: resources.writes,
      changes: changes.writes,
      complete: page.complete ?? [],
      listedAt: page.listedAt,
      deadLetters,
      workloads: [...workloads.values()],
      lastAt: records.at(-1)?.at,
      newestAt: records.reduce<number | undefined>(
        (newest, { at }) =>
          newest !== undefined && newest >= at ? newest : at,
        undefined,
      ),
      records: records.length,
      redactions:
        resources.redactions +
        logs.redactions +
        metrics.redactions +
        changes.redactions,
    };
  }

  retract(): void {
    this.#states.forget();
    this.#metrics.forget();
  }

  #resources(
    records: readonly ResourceRecord[],
    complete: ReadonlySet<string>,
    find: (origin: RecordOrigin) => WorkloadWrite | undefined,
  ) {
    const writes: ResourceWrite[] = [];
    let redactions = 0;
    for (const record of records) {
      const workload = WORKLOAD_KINDS.has(record.objectKind)
        ? find(originOfResource(record))
        : undefined;
      const next = this.#states.next(record, workload?.key);
      // of a complete list, what is not written counts as gone
      if (
        next.changed ||
        complete.has(`${record.instance}/${record.objectKind}`)
      ) {
        writes.push(next.write);
        redactions += next.changed ? next.redactions : 0;
      }
    }
    return { writes, redactions };
  }

  #changes(
    records: readonly ChangeRecord[],
    find: (origin: RecordOrigin) => WorkloadWrite | undefined,
  ) {
    let redactions = 0;
    const writes = records.map(record => {
      const { text, count } = this.#redactor.redact(record.summary);
      redactions += count;
      return toChange({ ...record, summary: text }, find(record.origin));
    });
    return { writes, redactions };
  }

  #lines(
    records: readonly LogRecord[],
    find: (origin: RecordOrigin) => WorkloadWrite | undefined,
  ) {
    let redactions = 0;
    const lines = joinMultiline(records).flatMap(record => {
      const workload = find(record.origin);
      const { text, count } = this.#redactor.redact(cutLine(record.body));
      redactions += count;
      // a line of nobody has nobody who could read it
      return workload ? [{ record: { ...record, body: text }, workload }] : [];
    });
    return { lines, redactions };
  }
}

function toChange(
  record: ChangeRecord,
  workload: WorkloadWrite | undefined,
): ChangeWrite {
  const { at, origin, changeKind, summary, actor, url } = record;
  return {
    id: createHash('sha256')
      .update(JSON.stringify([at, origin, changeKind, summary]))
      .digest('hex')
      .slice(0, 32),
    at,
    workloadKey: workload?.key,
    subject: {
      system: origin.system,
      instance: origin.instance,
      kind: workload?.kind ?? 'Namespace',
      namespace: origin.namespace,
      name: workload?.name ?? origin.namespace ?? origin.instance,
    },
    kind: changeKind,
    summary,
    actor,
    url,
  };
}

function byKind(records: readonly TelemetryRecord[]) {
  const kinds = {
    log: [] as LogRecord[],
    metric: [] as MetricRecord[],
    resource: [] as ResourceRecord[],
    change: [] as ChangeRecord[],
  };
  for (const record of records) {
    // one push each keeps the types apart
    if (record.kind === 'log') kinds.log.push(record);
    else if (record.kind === 'metric') kinds.metric.push(record);
    else if (record.kind === 'resource') kinds.resource.push(record);
    else kinds.change.push(record);
  }
  return kinds;
}

const cutLine = (line: string) =>
  line.length <= MAX_LINE
    ? line
    : `${line.slice(0, MAX_LINE / 4)}\n…\n${line.slice((-MAX_LINE * 3) / 4)}`;
