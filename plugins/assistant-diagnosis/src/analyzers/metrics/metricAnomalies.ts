import { metricEvidence } from '../../findings/evidence';
import {
  findChangePoint,
  type ChangePoint,
} from '../../metrics/findChangePoint';
import {
  refKey,
  type ResourceRef,
  type Series,
} from '../../snapshot/SnapshotInput';
import { say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { lastLevel, movedLately } from './movedLately';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'metric-anomaly': [
    'a metric has left its usual range',
    'метрика вышла за обычные пределы',
  ],
});

const HOUR = 3_600_000;
const MAX_POINTS = 360;
/** By how much of its level a metric must move to be worth a word. */
const NOTABLE = 0.3;

/** Metrics with another level than before, still so at the end. Evidence for what else is seen, never an alarm. */
export const metricAnomalies: Analyzer = {
  id: 'metrics/anomalies',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const series of snapshot.input.series) {
      const subject = subjectOf(snapshot, series);
      const change = subject && judge(snapshot, series);
      if (change) {
        yield describe(snapshot, series, subject, change);
      }
    }
  },
};

function subjectOf(
  snapshot: Snapshot,
  series: Series,
): ResourceRef | undefined {
  if (series.workload) {
    return snapshot.topOwnerOf(series.workload);
  }
  const { labels, instance } = series;
  const ref = (kind: string, name: string): ResourceRef => ({
    system: 'kubernetes',
    instance,
    kind,
    namespace: labels.namespace,
    name,
  });
  const named = [
    ...(labels.pod ? [ref('Pod', labels.pod)] : []),
    ...(labels.deployment ? [ref('Deployment', labels.deployment)] : []),
  ].find(candidate => snapshot.get(candidate));
  return named && snapshot.topOwnerOf(named);
}

function judge(snapshot: Snapshot, series: Series): ChangePoint | undefined {
  const first = Math.max(0, series.times.length - MAX_POINTS);
  let end = series.times.length;
  while (end > first && series.times[end - 1] > snapshot.at) {
    end--;
  }
  const values = series.values.subarray(first, end);
  if (!movedLately(values)) {
    return undefined;
  }
  const change = findChangePoint({
    times: Array.from(series.times.subarray(first, end)),
    values: Array.from(values),
  });
  if (!change || snapshot.at - change.timeMs > HOUR) {
    return undefined;
  }
  const now = lastLevel(values);
  const stays =
    Math.abs(now - change.before) >=
    0.5 * Math.abs(change.after - change.before);
  const moved =
    Math.abs(change.after - change.before) >=
    NOTABLE * Math.max(Math.abs(change.before), Math.abs(change.after));
  return stays && moved ? change : undefined;
}

function describe(
  snapshot: Snapshot,
  series: Series,
  subject: ResourceRef,
  change: ChangePoint,
): Candidate {
  const [before, after] = [format(change.before), format(change.after)];
  const text = say(
    `${series.name}: ${before} → ${after}`,
    `${series.name}: было ${before}, стало ${after}`,
  );
  const last = series.times[series.times.length - 1];
  const evidence = metricEvidence(
    series,
    Math.min(last, snapshot.at),
    text,
    subject,
  );
  return {
    cause: 'metric-anomaly',
    subject,
    title: causes.title('metric-anomaly', subject.name, text),
    severity: 'info',
    directness: 'symptom',
    reasons: [
      {
        text: say(`The metric ${text.en}.`, `Метрика ${text.ru}.`),
        evidence: [evidence.id],
      },
    ],
    evidence: [evidence],
    since: change.timeMs,
    activeWhile: 'always',
    values: { metric: series.name, series: refKey(subject) },
  };
}

/** Three digits, and a factor of thousand where it is large. */
export function format(value: number): string {
  const size = Math.abs(value);
  for (const [factor, unit] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= factor) {
      return `${Number((value / factor).toPrecision(3))}${unit}`;
    }
  }
  return String(Number(value.toPrecision(3)));
}
