import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';
import { ReferenceDot, ReferenceLine } from 'recharts';
import { type ChartData, type Marker, valueAt } from './chartData';
import { ChangeMark, DotMark } from './marks';

/** Dots of one chart; a storm of events would paint the line over. */
const MAX_DOTS = 60;

/** Share of the width below which the words of a limit would stick out of the chart. */
const ROOM_FOR_WORDS = 0.3;

/** Limits, each as long as it was in force. The library wants its elements as direct children. */
export function drawThresholds(options: {
  chart: EvidenceChart;
  from: number;
  to: number;
  color: string;
  label(threshold: EvidenceChart['thresholds'][number]): string;
}) {
  const { chart, from, to, color, label } = options;
  return chart.thresholds.map((threshold, index) => {
    const start = Math.max(threshold.from ?? from, from);
    const end = Math.min(threshold.to ?? to, to);
    const room = end - start >= (to - from) * ROOM_FOR_WORDS;
    return (
      <ReferenceLine
        key={`threshold${index}`}
        ifOverflow="hidden"
        segment={[
          { x: start, y: threshold.value },
          { x: end, y: threshold.value },
        ]}
        stroke={color}
        strokeDasharray="5 3"
        label={
          room
            ? {
                value: label(threshold),
                position: 'insideBottomRight',
                fill: color,
                fontSize: 11,
              }
            : undefined
        }
      />
    );
  });
}

/** Changes as lines, events and anomalies as dots on the line. */
export function drawMarkers(options: {
  chart: EvidenceChart;
  data: ChartData;
  width: number;
  evidenceOf(marker: Marker): string | undefined;
}) {
  const { chart, data, width, evidenceOf } = options;
  const { rows, from, to } = data;
  const inside = chart.markers.filter(({ at }) => at >= from && at <= to);
  const changes = inside.filter(({ kind }) => kind === 'change');
  const dots = inside.filter(({ kind }) => kind !== 'change');
  return [
    ...changes.map((marker, index) => (
      <ReferenceLine
        key={`change${index}`}
        x={marker.at}
        shape={({ x1, y1, y2 }: { x1: number; y1: number; y2: number }) => (
          <ChangeMark
            x={x1}
            top={Math.min(y1, y2)}
            bottom={Math.max(y1, y2)}
            labelRight={x1 < width * 0.65}
            label={marker.label}
            evidenceId={evidenceOf(marker)}
          />
        )}
      />
    )),
    ...dots
      .slice(0, MAX_DOTS)
      .map((marker, index) => (
        <ReferenceDot
          key={`dot${index}`}
          x={marker.at}
          y={valueAt(rows, marker.at) ?? 0}
          shape={({ cx, cy }: { cx?: number; cy?: number }) => (
            <DotMark
              x={cx ?? 0}
              y={cy ?? 0}
              kind={marker.kind === 'event' ? 'event' : 'anomaly'}
              evidenceId={evidenceOf(marker)}
            />
          )}
        />
      )),
  ];
}
