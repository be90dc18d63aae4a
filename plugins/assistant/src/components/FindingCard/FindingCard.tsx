import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EvidenceChart as Chart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useState } from 'react';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { EvidenceChart, toneColor } from '../EvidenceChart';
import { PlainButton } from '../PlainButton';
import { FindingActions } from './FindingActions';
import { FindingHead } from './FindingHead';
import { FindingRows } from './FindingRows';
import { severityTone } from './severityTone';
import { useFindingHandling } from './useFindingHandling';

/** Charts that the short card shows. */
const SHORT_CHARTS = 1;

const useStyles = makeStyles(
  theme => ({
    root: {
      borderLeft: `3px solid ${theme.palette.divider}`,
      margin: theme.spacing(1.5, 0),
      padding: theme.spacing(1.5, 2, 0.75),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(1.5, 1, 0.5) },
    },
    broken: { borderLeftColor: toneColor(theme, 'broken') },
    victim: { borderLeftColor: toneColor(theme, 'victim') },
    calm: {},
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      margin: theme.spacing(0.75, 0),
      overflowWrap: 'anywhere',
    },
    foot: {
      columnGap: theme.spacing(1),
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      marginTop: theme.spacing(0.5),
    },
    more: { fontSize: theme.typography.pxToRem(12.5), minWidth: 0 },
  }),
  { name: 'AssistantFindingCard' },
);

/** By whom it was acknowledged or muted, until when and why. */
function HandledLine(props: { finding: Finding }) {
  const { handling } = props.finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  if (!handling) {
    return null;
  }
  const { by, at, until, reason } = handling;
  const parts = [
    t('finding.handledBy', { by, at: formatMoment(at, tag) }),
    until && t('finding.handledUntil', { until: formatMoment(until, tag) }),
    reason && t('finding.handledReason', { reason }),
  ];
  return <p className={classes.soft}>{parts.filter(Boolean).join(' · ')}</p>;
}

/** A judged cause with its proof: short first, all of it on demand. */
export function FindingCard(props: {
  finding: Finding;
  charts?: Chart[];
  /** Where nobody may say anything about it, as in a shared answer. */
  readOnly?: boolean;
}) {
  const { charts = [], readOnly = false } = props;
  const handling = useFindingHandling(props.finding);
  const { finding } = handling;
  const { title, level, severity, state } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const [expanded, setExpanded] = useState(false);
  const full = level === 'full';
  const tone = state === 'active' ? severityTone(severity) : 'calm';
  const shownCharts = expanded ? charts : charts.slice(0, SHORT_CHARTS);
  return (
    <Paper
      variant="outlined"
      // no landmark: one finding may stand in several answers of a thread
      role="group"
      aria-labelledby={titleId}
      data-tone={tone}
      className={`${classes.root} ${classes[tone]}`}
    >
      <FindingHead finding={finding} titleId={titleId} />
      <HandledLine finding={finding} />
      {!full && <p className={classes.soft}>{t('finding.ownersOnly')}</p>}
      {full && <FindingRows finding={finding} expanded={expanded} />}
      {full &&
        shownCharts.map(chart => (
          <EvidenceChart key={chart.id} chart={chart} finding={props.finding} />
        ))}
      {full && (
        <div className={classes.foot}>
          <PlainButton
            size="small"
            color="primary"
            className={classes.more}
            aria-expanded={expanded}
            aria-label={t(expanded ? 'finding.lessName' : 'finding.moreName', {
              title,
            })}
            onClick={() => setExpanded(!expanded)}
          >
            {t(expanded ? 'finding.less' : 'finding.more')}
          </PlainButton>
          {!readOnly && <FindingActions handling={handling} />}
        </div>
      )}
    </Paper>
  );
}
