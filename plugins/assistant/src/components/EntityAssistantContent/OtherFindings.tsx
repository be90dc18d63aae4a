import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useState } from 'react';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock } from '../EvidenceChart';
import { FindingCard } from '../FindingCard';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(1, 0) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    button: {
      columnGap: theme.spacing(1),
      flexWrap: 'wrap',
      fontSize: theme.typography.pxToRem(14),
      justifyContent: 'flex-start',
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.5, 0),
      textAlign: 'left',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    title: { color: theme.palette.primary.main },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
    },
  }),
  { name: 'AssistantOtherFindings' },
);

/** The findings below the first: a line each, which opens to its card. */
export function OtherFindings(props: { findings: Finding[] }) {
  const { findings } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const headingId = useId();
  return findings.length > 0 ? (
    <div className={classes.root}>
      <Typography id={headingId} variant="body2" color="textSecondary">
        {t('health.others')}
      </Typography>
      <ul className={classes.list} aria-labelledby={headingId}>
        {findings.map(finding => (
          <OtherFinding key={finding.id} finding={finding} />
        ))}
      </ul>
    </div>
  ) : null;
}

function OtherFinding(props: { finding: Finding }) {
  const { finding } = props;
  const { title, severity, state, since = finding.firstSeen } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  const [open, setOpen] = useState(false);
  const soft = [
    t(`severity.${severity}`),
    t('health.since', { since: formatClock(Date.parse(since), tag, now) }),
    state !== 'active' && t(`finding.${state}`),
  ];
  return (
    <li>
      <ButtonBase
        className={classes.button}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className={classes.title}>{title}</span>
        <span className={classes.soft}>{soft.filter(Boolean).join(' · ')}</span>
      </ButtonBase>
      {open && <FindingCard finding={finding} />}
    </li>
  );
}
