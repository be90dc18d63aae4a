import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { TelemetryBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { formatClock } from '../EvidenceChart';
import { PlainButton } from '../PlainButton';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      columnGap: theme.spacing(1.5),
      display: 'flex',
      minHeight: theme.spacing(4),
      paddingLeft: theme.spacing(2),
      position: 'relative',
      // a bead on the line
      '&::before': {
        background: theme.palette.text.secondary,
        borderRadius: '50%',
        content: '""',
        height: 8,
        left: -5,
        position: 'absolute',
        width: 8,
      },
    },
    newest: { '&::before': { background: theme.palette.primary.main } },
    hidden: {
      '&::before': {
        background: theme.palette.background.default,
        border: `2px solid ${theme.palette.text.secondary}`,
        boxSizing: 'border-box',
      },
    },
    at: { fontVariantNumeric: 'tabular-nums' },
    words: {
      color: theme.palette.text.secondary,
      flex: 1,
      fontSize: theme.typography.pxToRem(13),
      minWidth: 0,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'AssistantTelemetryVersionRow' },
);

/** One version: when, how much came with it, and the way back to it. */
export function TelemetryVersionRow(props: {
  version: TelemetryBaseStatus['versions'][number];
  newest: boolean;
  busy: boolean;
  onBack?(): void;
}) {
  const { newest, busy, onBack } = props;
  const { version, at, records, hidden } = props.version;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  const clock = formatClock(Date.parse(at), tag, now);
  const numbers = new Intl.NumberFormat(tag);
  const number = numbers.format(version);
  const words = [
    t('telemetry.version', { version: number }),
    t('telemetry.records', {
      count: records,
      number: numbers.format(records),
    }),
    newest && t('telemetry.newest'),
    hidden && t('telemetry.hidden'),
  ];
  const look = hidden ? classes.hidden : '';
  return (
    <li className={`${classes.root} ${newest ? classes.newest : look}`}>
      <time className={classes.at} dateTime={at} title={formatMoment(at, tag)}>
        {clock}
      </time>
      <span className={classes.words}>{words.filter(Boolean).join(' · ')}</span>
      {onBack && !newest && !hidden && (
        <PlainButton
          size="small"
          color="primary"
          disabled={busy}
          aria-label={t('telemetry.backHereName', {
            at: clock,
            version: number,
          })}
          onClick={onBack}
        >
          {t('telemetry.backHere')}
        </PlainButton>
      )}
    </li>
  );
}
