import type { LogTemplate } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  LogRecord,
  SignalWrite,
  WindowWrite,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** Length of a window in milliseconds. */
export const LOG_WINDOW_MS = 10_000;
/** Longest sample that is kept, in characters; of a longer one start and end stay. */
const MAX_SAMPLE = 4000;
/** Miners of workloads that were quiet for longest are forgotten beyond this number. */
const MAX_WORKLOADS = 5000;

/** Finds templates in the lines of one workload, as the miner of the diagnosis does. */
export interface TemplateMiner {
  add(line: string): LogTemplate;
}

/** Counts the templates of each workload in time windows. */
export class LogAggregator {
  readonly #miners = new Map<string, TemplateMiner>();
  readonly #createMiner: () => TemplateMiner;

  constructor(options: { createMiner: () => TemplateMiner }) {
    this.#createMiner = options.createMiner;
  }

  aggregate(
    lines: ReadonlyArray<{ record: LogRecord; workload: WorkloadWrite }>,
  ): { signals: SignalWrite[]; windows: WindowWrite[] } {
    const signals = new Map<string, SignalWrite>();
    const windows = new Map<string, WindowWrite>();
    for (const { record, workload } of lines) {
      const mined = this.#minerOf(workload.key).add(record.body);
      const id = `${workload.key}|${mined.id}`;
      const known = signals.get(id);
      signals.set(id, {
        workloadKey: workload.key,
        templateHash: mined.id,
        template: mined.text,
        severity: worst(known?.severity, record.severity),
        replaces: mined.supersedes.at(-1),
      });
      const bucket = Math.floor(record.at / LOG_WINDOW_MS) * LOG_WINDOW_MS;
      const window = windows.get(`${id}|${bucket}`);
      if (window) {
        window.count += 1;
      } else {
        windows.set(`${id}|${bucket}`, {
          workloadKey: workload.key,
          templateHash: mined.id,
          bucket,
          count: 1,
          sample: sampleOf(record),
        });
      }
    }
    return { signals: [...signals.values()], windows: [...windows.values()] };
  }

  #minerOf(workloadKey: string): TemplateMiner {
    const miner = this.#miners.get(workloadKey) ?? this.#createMiner();
    this.#miners.delete(workloadKey);
    this.#miners.set(workloadKey, miner);
    if (this.#miners.size > MAX_WORKLOADS) {
      const [quietest] = this.#miners.keys();
      this.#miners.delete(quietest);
    }
    return miner;
  }
}

function sampleOf({ at, body, origin }: LogRecord): WindowWrite['sample'] {
  const text =
    body.length <= MAX_SAMPLE
      ? body
      : `${body.slice(0, MAX_SAMPLE / 4)}\n…\n${body.slice(
          (-MAX_SAMPLE * 3) / 4,
        )}`;
  return { at, text, pod: origin.pod, container: origin.container };
}

const ORDER = [
  'unknown',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
] as const;

function worst(
  known: SignalWrite['severity'] | undefined,
  severity: SignalWrite['severity'],
): SignalWrite['severity'] {
  return known !== undefined && ORDER.indexOf(known) > ORDER.indexOf(severity)
    ? known
    : severity;
}
