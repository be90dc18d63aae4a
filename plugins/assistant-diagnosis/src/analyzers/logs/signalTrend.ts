import {
  scoreTemplates,
  type TemplateSuspicion,
} from '../../logs/scoreTemplates';
import type { LogSignal } from '../../snapshot/SnapshotInput';

const MINUTE = 60_000;

/** What is judged, and what it is held against. */
export const RECENT = 10 * MINUTE;
const MAX_HISTORY = 24;

export interface SignalTrend {
  /** Lines in the last ten minutes. */
  count: number;
  direction: TemplateSuspicion['direction'] | 'unknown';
  z: number;
  /** Minutes with a line among the last ten. */
  spread: number;
  /** When the present run of lines began. */
  began: number;
}

const LEVELS = {
  debug: 0,
  info: 1,
  unknown: 1,
  warning: 2,
  error: 3,
  fatal: 4,
} as const;

/**
 * How a template's last ten minutes compare with the ten minutes before, and before that, as far back
 * as the workload's logs are known at all: silence of what was not read proves nothing.
 */
export function trendOf(
  signal: LogSignal,
  at: number,
  knownFrom: number,
): SignalTrend {
  const from = at - RECENT;
  const recent = signal.windows.filter(
    window => window.at > from - signal.windowSize && window.at <= at,
  );
  const count = recent.reduce((sum, window) => sum + window.count, 0);
  const lengths = Math.min(
    MAX_HISTORY,
    Math.floor((from - knownFrom) / RECENT),
  );
  const history = new Array<number>(Math.max(0, lengths)).fill(0);
  for (const window of signal.windows) {
    const index = Math.floor((from - window.at) / RECENT);
    if (
      window.at <= from - signal.windowSize &&
      index >= 0 &&
      index < history.length
    ) {
      history[index] += window.count;
    }
  }
  const [score] = scoreTemplates([
    { id: signal.id, count, history, severity: LEVELS[signal.severity] },
  ]);
  return {
    count,
    direction: history.length >= 2 ? score.direction : 'unknown',
    z: score.z,
    spread: new Set(recent.map(window => Math.floor(window.at / MINUTE))).size,
    began: beginning(signal, at),
  };
}

/** Goes back over windows while the gaps between them stay under ten minutes. */
function beginning(signal: LogSignal, at: number): number {
  let began = Math.min(at, signal.lastSeen);
  for (let i = signal.windows.length - 1; i >= 0; i--) {
    const window = signal.windows[i];
    if (window.at > at) {
      continue;
    }
    if (began - window.at > RECENT) {
      break;
    }
    began = window.at;
  }
  return Math.max(began, Math.min(signal.firstSeen, began));
}
