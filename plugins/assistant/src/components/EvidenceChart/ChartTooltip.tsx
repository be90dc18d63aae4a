import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { EvidenceChart } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import type { ChartRow } from './chartData';
import { formatClock } from './formatClock';
import { useFormatValue } from './useFormatValue';

const useStyles = makeStyles(
  theme => ({
    root: {
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.text.primary,
      fontSize: theme.typography.pxToRem(12),
      maxWidth: 240,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.5, 1),
      whiteSpace: 'normal',
    },
    time: { fontWeight: 500 },
    soft: { color: theme.palette.text.secondary },
  }),
  { name: 'AssistantChartTooltip' },
);

/** What stands at one moment of a chart, and what was marked near it. */
export function ChartTooltip(props: {
  chart: EvidenceChart;
  row: ChartRow | undefined;
  /** How far away a mark still counts as being here. */
  reach: number;
  now: number;
}) {
  const { chart, row, reach, now } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const format = useFormatValue(chart.unit);
  if (!row) {
    return null;
  }
  const marks = chart.markers
    .filter(({ at }) => Math.abs(at - row.t) <= reach)
    .slice(0, 3);
  return (
    <div className={classes.root}>
      <div className={classes.time}>{formatClock(row.t, tag, now)}</div>
      {chart.lines.map(({ name }, index) => {
        const value = row.values[index];
        return value === undefined ? null : (
          <div key={index}>
            {name}: {format(value)}
          </div>
        );
      })}
      {row.band && (
        <div className={classes.soft}>
          {t('chart.expected', {
            from: format(row.band[0]),
            to: format(row.band[1]),
          })}
        </div>
      )}
      {marks.map(({ kind, label }, index) => (
        <div key={index}>{t(`chart.${kind}Mark`, { label })}</div>
      ))}
    </div>
  );
}
