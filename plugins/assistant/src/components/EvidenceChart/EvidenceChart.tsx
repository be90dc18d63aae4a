import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  EvidenceChart as Chart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useMemo, useState } from 'react';
import useMeasure from 'react-use/esm/useMeasure';
import { evidenceOfMarker } from '../../conversation/evidence';
import { useEvidence } from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { CitationChip } from '../CitationChip';
import { ChartPlot } from './ChartPlot';
import { ChartTable } from './ChartTable';
import { chartData } from './chartData';
import { lineStyle } from './lineStyle';

/** Until the page has measured itself, and where it cannot. */
const FIRST_WIDTH = 560;

const useStyles = makeStyles(
  theme => ({
    root: {
      borderRadius: theme.shape.borderRadius,
      margin: theme.spacing(1, 0, 0),
      position: 'relative',
      '& .recharts-surface:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
      '& .recharts-surface:focus:not(:focus-visible)': { outline: 'none' },
    },
    highlighted: { outline: `2px solid ${theme.palette.primary.main}` },
    caption: {
      color: theme.palette.text.secondary,
      columnGap: theme.spacing(1.5),
      display: 'flex',
      flexWrap: 'wrap',
      fontSize: theme.typography.pxToRem(12.5),
      overflowWrap: 'anywhere',
    },
    key: { alignItems: 'center', columnGap: 4, display: 'inline-flex' },
    // the plot must not hold the width open when the page gets narrower
    plot: { minWidth: 0, overflow: 'hidden' },
    empty: { color: theme.palette.text.secondary, margin: 0 },
  }),
  { name: 'AssistantEvidenceChart' },
);

/** A metric as proof: what was measured, what was expected, which limit held, what changed when. */
export function EvidenceChart(props: {
  chart: Chart;
  /** The finding that the chart belongs to; ties its marks to evidence. */
  finding?: Finding;
  height?: number;
}) {
  const { chart, finding, height = 160 } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useTranslationRef(assistantTranslationRef);
  const [measureRef, { width }] = useMeasure<HTMLDivElement>();
  const [now] = useState(() => Date.now());
  const data = useMemo(() => chartData(chart), [chart]);
  const { number, highlighted, handlers } = useEvidence(chart.evidenceId);
  const evidenceOf = useCallback(
    (marker: Chart['markers'][number]) => evidenceOfMarker(marker, finding),
    [finding],
  );
  return (
    <figure
      className={`${classes.root} ${highlighted ? classes.highlighted : ''}`}
      aria-label={chart.title}
      data-highlighted={highlighted}
      onFocus={handlers.onFocus}
      onBlur={handlers.onBlur}
    >
      <figcaption
        className={classes.caption}
        onMouseEnter={handlers.onMouseEnter}
        onMouseLeave={handlers.onMouseLeave}
      >
        <span>
          {chart.title}
          {number !== undefined && <CitationChip number={number} />}
        </span>
        {chart.lines.length > 1 &&
          chart.lines.map(({ name }, index) => (
            <span key={index} className={classes.key}>
              <svg width={18} height={4} aria-hidden="true">
                <line
                  {...lineStyle(theme, index)}
                  x2={18}
                  y1={2}
                  y2={2}
                  strokeWidth={2}
                />
              </svg>
              {name}
            </span>
          ))}
      </figcaption>
      <div ref={measureRef} className={classes.plot}>
        {data.rows.length > 0 ? (
          <ChartPlot
            chart={chart}
            data={data}
            width={width || FIRST_WIDTH}
            height={height}
            now={now}
            evidenceOf={evidenceOf}
          />
        ) : (
          <p className={classes.empty}>{t('chart.empty')}</p>
        )}
      </div>
      <ChartTable chart={chart} now={now} />
    </figure>
  );
}
