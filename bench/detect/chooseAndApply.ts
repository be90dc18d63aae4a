import {
  normalize,
  scoreFile,
  type Profile,
  type ScoredRows,
} from './nabScorer';

export interface EvaluatedFile {
  scores: readonly number[];
  rows: ScoredRows;
}

interface Choice {
  threshold: number;
  /** Share of the file that is silent after an alarm. */
  hold: number;
}

const HOLDS = [
  0, 0.01, 0.0125, 0.015, 0.0175, 0.02, 0.0225, 0.025, 0.0275, 0.03,
];

/**
 * In-sample: threshold and hold-down chosen on the files that are scored, as the published scoreboard does.
 * Cross-validated: chosen on every other file and applied to the rest, both ways, pooled.
 */
export function chooseAndApply(
  files: readonly EvaluatedFile[],
  profile: Profile,
  further?: string,
) {
  const thresholds = makeThresholds(files);
  if (further !== undefined) {
    thresholds.push(Number(further));
  }
  const grid = HOLDS.flatMap(hold =>
    thresholds.map(threshold => ({
      choice: { threshold, hold },
      totals: totalsOf(files, { threshold, hold }, profile),
    })),
  );
  const all = files.map((_, i) => i);
  const [even, odd] = [0, 1].map(half => all.filter(i => i % 2 === half));
  const sum = (totals: readonly number[], which: readonly number[]) =>
    which.reduce((n, i) => n + totals[i], 0);
  const best = (which: readonly number[], from = grid) =>
    from.reduce((a, b) =>
      sum(b.totals, which) > sum(a.totals, which) ? b : a,
    );
  const score = (total: number) =>
    round(
      normalize(
        total,
        files.map(({ rows }) => rows),
        profile,
      ),
    );
  const inSample = best(all);
  const withoutHold = grid.filter(({ choice }) => choice.hold === 0);
  const fromEven = best(even);
  const fromOdd = best(odd);
  const atOne = HOLDS.map(hold =>
    totalsOf(files, { threshold: 1, hold }, profile),
  );
  return {
    inSample: { score: score(sum(inSample.totals, all)), ...inSample.choice },
    crossValidated: {
      score: score(sum(fromEven.totals, odd) + sum(fromOdd.totals, even)),
      chosen: [fromEven.choice, fromOdd.choice],
    },
    withoutHoldDown: score(sum(best(all, withoutHold).totals, all)),
    atThresholdOne: score(Math.max(...atOne.map(totals => sum(totals, all)))),
  };
}

function totalsOf(
  files: readonly EvaluatedFile[],
  { threshold, hold }: Choice,
  profile: Profile,
): number[] {
  return files.map(({ scores, rows }) =>
    scoreFile(rows, scores, {
      threshold,
      holdRows: Math.floor(hold * scores.length),
      profile,
    }),
  );
}

/** From the highest scores downwards; detectors of others use scores of 0 to 1 that crowd below 1. */
function makeThresholds(files: readonly EvaluatedFile[]): number[] {
  const highest = files
    .flatMap(({ scores }) => [...scores])
    .sort((a, b) => b - a)
    .slice(0, 20_000);
  const steps = 400;
  const picked = Array.from({ length: steps }, (_, i) => {
    // Closer steps near the top, where single points decide
    const place = Math.floor(((i + 1) / steps) ** 2 * (highest.length - 1));
    return highest[place];
  });
  return [...new Set(picked)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
