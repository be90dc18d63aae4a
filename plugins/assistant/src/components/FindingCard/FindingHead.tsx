import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { useEvidence } from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { formatClock, toneColor } from '../EvidenceChart';
import { formatDuration } from './formatDuration';
import { severityTone } from './severityTone';

const useStyles = makeStyles(
  theme => {
    const toned = (tone: Parameters<typeof toneColor>[1]) => ({
      background: alpha(toneColor(theme, tone), 0.1),
      color: toneColor(theme, tone),
    });
    return {
      root: {
        alignItems: 'baseline',
        columnGap: theme.spacing(1),
        display: 'flex',
        flexWrap: 'wrap',
        rowGap: theme.spacing(0.5),
      },
      title: { fontWeight: 600, overflowWrap: 'anywhere' },
      chip: {
        borderRadius: theme.shape.borderRadius,
        fontSize: theme.typography.pxToRem(12),
        overflowWrap: 'anywhere',
        padding: theme.spacing(0.25, 0.75),
      },
      broken: { ...toned('broken'), fontWeight: 500 },
      victim: { ...toned('victim'), fontWeight: 500 },
      calm: toned('calm'),
      change: toned('change'),
      highlighted: { outline: `2px solid ${toneColor(theme, 'change')}` },
    };
  },
  { name: 'AssistantFindingHead' },
);

function useTimes(finding: Finding) {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const { state, since = finding.firstSeen, lastSeen, resolvedAt } = finding;
  const begin = Date.parse(since);
  // how long it was true when it was told: a stored answer does not grow older by being read
  const end = Date.parse(resolvedAt ?? lastSeen);
  const clock = (at: number) => formatClock(at, tag, Date.now());
  const duration = formatDuration(end - begin, tag);
  return {
    clock,
    period:
      state === 'resolved'
        ? t('finding.until', {
            since: clock(begin),
            until: clock(end),
            duration,
          })
        : t('finding.since', { since: clock(begin), duration }),
  };
}

/** How bad, what, since when, after which change, where; and what people did about it. */
export function FindingHead(props: { finding: Finding; titleId: string }) {
  const { finding, titleId } = props;
  const { severity, title, change, production, subject, state } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { clock, period } = useTimes(finding);
  const { highlighted, handlers } = useEvidence(change?.evidenceId);
  const calm = `${classes.chip} ${classes.calm}`;
  const tone =
    state === 'active' ? classes[severityTone(severity)] : classes.calm;
  return (
    <div className={classes.root}>
      <span className={`${classes.chip} ${tone}`}>
        {t(`severity.${severity}`)}
      </span>
      <Typography
        id={titleId}
        variant="subtitle2"
        component="h3"
        className={classes.title}
      >
        {title}
      </Typography>
      <span className={calm}>{period}</span>
      {change && (
        <span
          className={`${classes.chip} ${classes.change} ${
            highlighted ? classes.highlighted : ''
          }`}
          onMouseEnter={handlers.onMouseEnter}
          onMouseLeave={handlers.onMouseLeave}
        >
          {t('finding.change', {
            at: clock(Date.parse(change.at)),
            text: change.text,
          })}
        </span>
      )}
      {!production && (
        <span className={calm}>
          {t('finding.environment', { environment: subject.environment })}
        </span>
      )}
      {state !== 'active' && (
        <span className={calm}>{t(`finding.${state}`)}</span>
      )}
      {finding.chronic && <span className={calm}>{t('finding.chronic')}</span>}
    </div>
  );
}
