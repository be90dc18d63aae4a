import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';

export type Marker = EvidenceChart['markers'][number];

/** All lines and the band at one moment. */
export type ChartRow = {
  t: number;
  values: (number | undefined)[];
  band?: [number, number];
};

export type ChartData = {
  rows: ChartRow[];
  from: number;
  to: number;
  lowest: number;
  highest: number;
};

/** The rows of a chart in order of time. What is no number is a gap, not a zero. */
export function chartData(chart: EvidenceChart): ChartData {
  const rows = new Map<number, ChartRow>();
  const rowAt = (t: number) => {
    const known = rows.get(t) ?? {
      t,
      values: chart.lines.map(() => undefined),
    };
    rows.set(t, known);
    return known;
  };
  chart.lines.forEach(({ points }, index) => {
    for (const [t, value] of points) {
      if (Number.isFinite(t) && Number.isFinite(value)) {
        rowAt(t).values[index] = value;
      }
    }
  });
  for (const [t, low, high] of chart.band) {
    if ([t, low, high].every(Number.isFinite)) {
      rowAt(t).band = [low, high];
    }
  }
  const sorted = [...rows.values()].sort((a, b) => a.t - b.t);
  const thresholds = chart.thresholds.map(({ value }) => value);
  const numbers = [
    ...sorted.flatMap(({ values, band = [] }) => [...values, ...band]),
    ...thresholds,
  ].filter((value): value is number => Number.isFinite(value));
  return {
    rows: sorted,
    from: sorted.at(0)?.t ?? 0,
    to: sorted.at(-1)?.t ?? 0,
    lowest: furthest(numbers, Math.min),
    highest: furthest(numbers, Math.max),
  };
}

/** `Math.min(...)` takes its numbers as arguments, of which there may be too many. */
function furthest(
  numbers: number[],
  choose: (a: number, b: number) => number,
): number {
  return numbers.reduce((a, b) => choose(a, b), numbers.at(0) ?? 0);
}

/** Height of the first line at a moment: where the dot of a mark stands. */
export function valueAt(rows: ChartRow[], at: number): number | undefined {
  const known = rows.flatMap(({ t, values }) => {
    const value = values.find(v => v !== undefined);
    return value === undefined ? [] : [{ t, value }];
  });
  return known.reduce<{ t: number; value: number } | undefined>(
    (best, row) =>
      best && Math.abs(best.t - at) <= Math.abs(row.t - at) ? best : row,
    undefined,
  )?.value;
}

/** What the table says of a line. */
export function summarizeLine(points: [number, number][]) {
  const finite = points.filter(point => point.every(Number.isFinite));
  const values = finite.map(([, value]) => value);
  const latest = finite.reduce<[number, number] | undefined>(
    (last, point) => (last && last[0] > point[0] ? last : point),
    undefined,
  );
  return latest
    ? {
        lowest: furthest(values, Math.min),
        highest: furthest(values, Math.max),
        latest: latest[1],
      }
    : undefined;
}
