import type { LoadResult } from './runLoad';

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    Math.round(
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ??
        0,
    );
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Lines of the last part of a storm, where a reader is behind the most. */
const NEAR_END = 0.2;
const IN_TIME_MS = 10_000;

/** What became of the lines that came near the end of a storm. */
export function describeStorm(
  { citable, drained }: LoadResult,
  { fromMs, toMs }: { fromMs: number; toMs: number },
) {
  const from = toMs - (toMs - fromMs) * NEAR_END;
  const near = citable.filter(({ at }) => at >= from && at < toMs);
  const inTime = near.filter(({ ms }) => ms <= IN_TIME_MS);
  return {
    nearEnd: percentiles(near.map(({ ms }) => ms)),
    inTimeShare: Number((inTime.length / near.length).toFixed(3)),
    oldestNews: Math.round(longestPause(citable, { from, to: toMs })),
    filledAfterSeconds: Math.round(drained),
  };
}

/** Longest time between the two moments in which the newest citable line was older than it. */
function longestPause(
  citable: LoadResult['citable'],
  between: { from: number; to: number },
): number {
  const seen = citable
    .map(({ at, ms }) => ({ at, known: at + ms }))
    .sort((a, b) => a.known - b.known);
  let newest = 0;
  let longest = 0;
  for (const { at, known } of seen) {
    if (known >= between.from && known <= between.to) {
      longest = Math.max(longest, known - newest);
    }
    newest = Math.max(newest, at);
  }
  return longest;
}

type Figures = Record<string, unknown> & {
  lineToCitable: Percentiles;
  scrapeToCitable: Percentiles;
  commit: Percentiles;
  snapshot: Percentiles;
  storm?: ReturnType<typeof describeStorm> | boolean;
};

const EVEN = '<!-- even -->';
const STORM = '<!-- storm -->';

/** Puts a row at the end of its table. */
export function addRow(results: string, figures: Figures): string {
  const three = ({ p50, p95, p99 }: Percentiles) => `${p50} / ${p95} / ${p99}`;
  const shared = [
    figures.engine,
    figures.linesPerSecond,
    figures.series,
    figures.seconds,
  ];
  const { storm } = figures;
  const row =
    typeof storm === 'object'
      ? [
          ...shared,
          figures.times,
          figures.gaps,
          storm.inTimeShare,
          storm.oldestNews,
          storm.filledAfterSeconds,
          figures.loopDelayP99,
          figures.load,
        ]
      : [
          ...shared,
          figures.pipeline,
          figures.rows,
          three(figures.lineToCitable),
          three(figures.scrapeToCitable),
          three(figures.commit),
          three(figures.snapshot),
          figures.loopDelayP99,
          figures.rssMegabytes,
          figures.cpuSeconds,
          `${figures.back}, ${figures.undo}`,
          figures.megabytes,
          figures.load,
        ];
  const mark = typeof storm === 'object' ? STORM : EVEN;
  // the formatter puts an empty line in front of the mark
  return results.replace(
    new RegExp(`\\n+${mark}`),
    () => `\n| ${row.join(' | ')} |\n\n${mark}`,
  );
}
