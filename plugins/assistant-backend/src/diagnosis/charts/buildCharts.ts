import type {
  EvidenceChart,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { diagnosisMessages } from '../wording/messages';
import {
  type Signal,
  classifySeries,
  isAboutPeer,
  unitOf,
} from './classifySeries';
import { type Point, downsample } from './downsample';
import { highestOf } from './highestOf';
import { judgeLine } from './judgeLine';

const MAX_CHARTS = 4;
/** More lines than this are hard to tell apart: then the highest of them is drawn. */
const MAX_LINES = 3;
const MAX_POINTS = 300;
const MAX_ANOMALIES = 10;

/** Golden signals in the order in which they are drawn. */
const ORDER = [
  'errors',
  'latency',
  'rate',
  'memory',
  'restarts',
  'lag',
  'cpu',
] as const;
type Drawn = (typeof ORDER)[number];

export interface ChartFinding {
  id: string;
  /** Ids of its evidence; `metric:<series>` are series. */
  evidence: readonly string[];
}

export interface ChartWish {
  /** Those that the reader may see in full, of one entity in one environment. */
  series: readonly Series[];
  finding?: ChartFinding;
  /** Kills say that memory is what to look at. */
  kills: readonly number[];
  changes: ReadonlyArray<{ at: number; label: string }>;
  window: { from: number; to: number };
  language: Language;
  /** Whose charts these are, for their ids. */
  subject: string;
}

interface Group {
  signal: Drawn;
  series: Series[];
  /** Evidence that it shows. */
  evidenceId?: string;
}

/**
 * At most four charts: first what the finding rests on, then the golden signals. Pure; the series are
 * those that the reader may see.
 */
export function buildCharts(wish: ChartWish): EvidenceChart[] {
  const groups = groupSeries(wish);
  const limits = wish.series.filter(
    one => classifySeries(one) === 'memory-limit',
  );
  return groups.slice(0, MAX_CHARTS).flatMap(group => {
    const chart = drawChart(group, limits, wish);
    return chart ? [chart] : [];
  });
}

function groupSeries({ series, finding, kills }: ChartWish): Group[] {
  const cited = new Set(finding?.evidence);
  const groups = new Map<Signal, Group>();
  for (const one of series) {
    const signal = classifySeries(one);
    if (!signal || signal === 'memory-limit' || isAboutPeer(one)) {
      continue;
    }
    const group: Group = groups.get(signal) ?? { signal, series: [] };
    group.series.push(one);
    if (cited.has(`metric:${one.id}`)) {
      group.evidenceId ??= `metric:${one.id}`;
    }
    groups.set(signal, group);
  }
  const rank = ({ signal, evidenceId }: Group) => {
    if (kills.length > 0 && signal === 'memory') {
      return -1;
    }
    return (evidenceId === undefined ? 100 : 0) + ORDER.indexOf(signal);
  };
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
}

function drawChart(
  { signal, series: all, evidenceId }: Group,
  limits: readonly Series[],
  wish: ChartWish,
): EvidenceChart | undefined {
  const { window, finding, language, subject } = wish;
  const words = diagnosisMessages[language];
  const within = all.filter(one => pointsOf(one, window, 1).length > 0);
  const isMerged = within.length > MAX_LINES;
  const series = isMerged ? [highestOf(within)] : within;
  const { unit, factor } = unitOf(signal, all[0]);
  const lines = linesOf(series, window, factor);
  if (lines.length === 0) {
    return undefined;
  }
  const [only] = lines;
  const judged =
    lines.length === 1
      ? judgeLine(only.one, window)
      : { band: [], anomalies: [] };
  return {
    id: `${subject}/${signal}`,
    title: words[signal],
    unit,
    ...(finding && { findingId: finding.id }),
    ...(evidenceId === undefined ? {} : { evidenceId }),
    lines: lines.map(({ one, points }) => ({
      name: isMerged ? words.highest(within.length) : nameOf(one, series),
      points: downsample(points, MAX_POINTS),
    })),
    band: thin(judged.band, MAX_POINTS).map(([at, lower, upper]) => [
      at,
      Math.max(0, lower * factor),
      upper * factor,
    ]),
    thresholds:
      signal === 'memory'
        ? thresholdsOf(limits, window, words.memoryLimit)
        : [],
    markers: markersOf(signal, judged.anomalies, wish),
  };
}

/** The newest lines first, the highest of them first: those are worth a look. */
function linesOf(
  series: readonly Series[],
  window: ChartWish['window'],
  factor: number,
) {
  return series
    .map(one => ({ one, points: pointsOf(one, window, factor) }))
    .sort(
      (a, b) =>
        b.points[b.points.length - 1][0] - a.points[a.points.length - 1][0] ||
        maximum(b.points) - maximum(a.points) ||
        (a.one.id < b.one.id ? -1 : 1),
    );
}

function markersOf(
  signal: Drawn,
  anomalies: ReadonlyArray<{ at: number; to: number }>,
  wish: ChartWish,
): EvidenceChart['markers'] {
  const { window } = wish;
  const words = diagnosisMessages[wish.language];
  return [
    ...wish.changes
      .filter(({ at }) => isWithin(at, window))
      .map(({ at, label }) => ({ at, kind: 'change' as const, label })),
    ...anomalies.slice(0, MAX_ANOMALIES).map(({ at, to }) => ({
      at,
      ...(to > at ? { to } : {}),
      kind: 'anomaly' as const,
      label: words.anomaly,
    })),
    ...(signal === 'memory' || signal === 'restarts'
      ? wish.kills
          .filter(at => isWithin(at, window))
          .slice(-MAX_ANOMALIES)
          .map(at => ({ at, kind: 'event' as const, label: words.killed }))
      : []),
  ];
}

/** A limit holds until the next one: a lowered limit is a step. */
function thresholdsOf(
  limits: readonly Series[],
  window: ChartWish['window'],
  label: string,
): EvidenceChart['thresholds'] {
  const highest = limits
    .map(one => pointsOf(one, window, 1))
    .sort((a, b) => maximum(b) - maximum(a))
    .at(0);
  const steps: Array<{
    label: string;
    value: number;
    from: number;
    to?: number;
  }> = [];
  for (const [at, value] of highest ?? []) {
    const last = steps.at(-1);
    if (last?.value !== value) {
      if (last) {
        last.to = at;
      }
      steps.push({ label, value, from: at });
    }
  }
  return steps.slice(-4);
}

function pointsOf(
  { times, values }: Series,
  { from, to }: ChartWish['window'],
  factor: number,
): Point[] {
  const points: Point[] = [];
  for (let i = 0; i < times.length; i++) {
    if (times[i] >= from && times[i] <= to && Number.isFinite(values[i])) {
      points.push([times[i], values[i] * factor]);
    }
  }
  return points;
}

const maximum = (points: readonly Point[]) =>
  points.reduce((most, [, value]) => Math.max(most, value), -Infinity);

const isWithin = (at: number, { from, to }: ChartWish['window']) =>
  at >= from && at <= to;

function thin<T>(list: readonly T[], limit: number): T[] {
  const step = Math.ceil(list.length / limit);
  return list.filter((_, index) => index % Math.max(1, step) === 0);
}

/** What tells a line from the others of its chart. */
function nameOf({ labels, name }: Series, others: readonly Series[]): string {
  const differing = Object.keys(labels).filter(label =>
    others.some(other => other.labels[label] !== labels[label]),
  );
  const shown = differing.map(label => labels[label]).join(' ');
  return (
    shown ||
    labels.pod ||
    labels.deployment ||
    labels.container ||
    labels.topic ||
    name
  );
}
