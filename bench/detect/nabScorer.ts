/**
 * The scoring rules of the Numenta Anomaly Benchmark v1.1, written anew: each labelled window earns by its earliest
 * detection, each detection outside costs by its distance from the window before, a missed window costs as well.
 */
export interface Profile {
  falsePositive: number;
  missedWindow: number;
}

export const PROFILES = {
  standard: { falsePositive: 0.11, missedWindow: 1 },
  lowFalsePositives: { falsePositive: 0.22, missedWindow: 1 },
  lowMisses: { falsePositive: 0.11, missedWindow: 2 },
} satisfies Record<string, Profile>;

/** Rows of the first and last point of each window. */
export type Windows = readonly (readonly [number, number])[];

/** What a detection at each row is worth, and in which window it lies (-1: none). */
export interface ScoredRows {
  worth: Float64Array;
  window: Int32Array;
  firstScored: number;
  windows: number;
  /** Windows that do not lie wholly in the probation. */
  scoredWindows: number;
}

export function prepareRows(rows: number, windows: Windows): ScoredRows {
  const firstScored = Math.min(Math.floor(0.15 * rows), 750);
  const worth = new Float64Array(rows);
  const window = new Int32Array(rows).fill(-1);
  let current = 0;
  for (let i = 0; i < rows; i++) {
    while (current < windows.length && i > windows[current][1]) {
      current++;
    }
    const [first, last] = windows[current] ?? [Infinity, Infinity];
    if (i >= first) {
      window[i] = current;
      worth[i] = scaled(-(last - i + 1) / (last - first + 1)) / scaled(-1);
    } else {
      worth[i] = costAfter(windows[current - 1], i);
    }
  }
  const scoredWindows = windows.filter(([, last]) => last >= firstScored);
  return {
    worth,
    window,
    firstScored,
    windows: windows.length,
    scoredWindows: scoredWindows.length,
  };
}

/** Score of one file for a threshold and a hold-down in rows. */
export function scoreFile(
  rows: ScoredRows,
  scores: ArrayLike<number>,
  options: { threshold: number; holdRows: number; profile: Profile },
): number {
  const { threshold, holdRows, profile } = options;
  const best = new Map<number, number>();
  let total = 0;
  let lastAlarm = -Infinity;
  for (let i = 0; i < scores.length; i++) {
    if (!(scores[i] >= threshold) || i - lastAlarm <= holdRows) {
      continue;
    }
    lastAlarm = i;
    const window = rows.window[i];
    if (i < rows.firstScored) {
      continue;
    }
    if (window < 0) {
      total += rows.worth[i] * profile.falsePositive;
    } else {
      const before = best.get(window) ?? -Infinity;
      best.set(window, Math.max(before, rows.worth[i]));
    }
  }
  for (const worth of best.values()) {
    total += worth;
  }
  return total - (rows.scoredWindows - best.size) * profile.missedWindow;
}

/** 0 is a detector that never speaks, 100 one that finds everything at once. */
export function normalize(
  total: number,
  files: readonly ScoredRows[],
  profile: Profile,
): number {
  const sum = (pick: (file: ScoredRows) => number) =>
    files.reduce((n, file) => n + pick(file), 0);
  const silent = -sum(file => file.scoredWindows) * profile.missedWindow;
  return (100 * (total - silent)) / (sum(file => file.windows) - silent);
}

function costAfter(
  before: readonly [number, number] | undefined,
  row: number,
): number {
  return before ? scaled((row - before[1]) / (before[1] - before[0])) : -1;
}

function scaled(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}
