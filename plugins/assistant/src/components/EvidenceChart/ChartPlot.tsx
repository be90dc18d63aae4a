import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { alpha, useTheme } from '@material-ui/core/styles';
import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';
import { memo } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { ChartTooltip } from './ChartTooltip';
import type { ChartData, ChartRow } from './chartData';
import { drawMarkers, drawThresholds } from './drawMarks';
import { formatTick } from './formatClock';
import { lineStyle } from './lineStyle';
import { timeTicks, valueTicks } from './ticks';
import { toneColor } from './tones';
import { useFormatValue } from './useFormatValue';

const AXIS_WIDTH = 60;
const TICK_EVERY_PX = 96;

/** Nothing here moves by itself: streaming answers and reduced motion want it still. */
const still = { isAnimationActive: false } as const;

/** The drawing of a chart. */
function Plot(props: {
  chart: EvidenceChart;
  data: ChartData;
  width: number;
  height: number;
  now: number;
  evidenceOf(marker: EvidenceChart['markers'][number]): string | undefined;
}) {
  const { chart, data, width, height, now, evidenceOf } = props;
  const { rows, from, to, lowest, highest } = data;
  const theme = useTheme();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const format = useFormatValue(chart.unit);
  const ticks = valueTicks(lowest, highest, chart.unit);
  const quiet = { fill: theme.palette.text.secondary, fontSize: 11 };
  const broken = toneColor(theme, 'broken');
  return (
    <ComposedChart
      accessibilityLayer
      aria-label={t('chart.name', { title: chart.title })}
      width={width}
      height={height}
      data={rows}
      margin={{ top: 18, right: 12, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke={theme.palette.divider} />
      <XAxis
        dataKey="t"
        type="number"
        scale="time"
        domain={[from, to]}
        ticks={timeTicks(
          from,
          to,
          Math.max(1, (width - AXIS_WIDTH) / TICK_EVERY_PX),
        )}
        tickFormatter={at => formatTick(at, tag, to - from)}
        tick={quiet}
        tickLine={false}
        stroke={theme.palette.divider}
        allowDataOverflow
      />
      <YAxis
        width={AXIS_WIDTH}
        domain={[ticks[0], ticks[ticks.length - 1]]}
        ticks={ticks}
        // a plain space would break the line between value and unit
        tickFormatter={value => format(value).replace(/ /g, '\u00a0')}
        tick={quiet}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      <Tooltip
        {...still}
        cursor={{
          stroke: theme.palette.text.secondary,
          strokeDasharray: '2 2',
        }}
        content={({ payload }) => (
          <ChartTooltip
            chart={chart}
            row={payload?.[0]?.payload}
            reach={(to - from) / Math.max(rows.length, 1)}
            now={now}
          />
        )}
      />
      {chart.markers
        .filter(({ kind, to: end }) => kind !== 'change' && end !== undefined)
        .map(({ at, to: end }, index) => (
          <ReferenceArea
            key={`span${index}`}
            x1={Math.max(at, from)}
            x2={Math.min(end ?? at, to)}
            fill={alpha(broken, 0.1)}
          />
        ))}
      <Area
        {...still}
        dataKey="band"
        stroke="none"
        fill={alpha(theme.palette.text.secondary, 0.16)}
        activeDot={false}
        connectNulls
      />
      {drawThresholds({
        chart,
        from,
        to,
        color: broken,
        label: ({ label, value }) =>
          t('chart.threshold', { label, value: format(value) }),
      })}
      {chart.lines.map(({ name }, index) => (
        <Line
          {...still}
          {...lineStyle(theme, index)}
          key={index}
          name={name}
          dataKey={(row: ChartRow) => row.values[index]}
          type="linear"
          dot={rows.length === 1}
          strokeWidth={1.75}
          connectNulls
        />
      ))}
      {drawMarkers({ chart, data, width, evidenceOf })}
    </ComposedChart>
  );
}

/** {@link Plot}, drawn again only for other data: it is costly, and highlights pass all the time. */
export const ChartPlot = memo(Plot);
