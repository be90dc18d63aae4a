import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { TelemetrySourceStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock, toneColor } from '../EvidenceChart';
import { useFreshness } from '../HealthLine';
import { formatLag } from './formatAmount';

/** Gaps that are told with their times; the rest is counted. */
const SHOWN_GAPS = 3;

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(1, 1.5) },
    head: {
      columnGap: theme.spacing(1),
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
    },
    name: { fontWeight: 500, overflowWrap: 'anywhere' },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
    reading: { color: theme.palette.text.primary },
    idle: { color: theme.palette.text.secondary },
    catchingUp: { color: toneColor(theme, 'victim') },
    down: { color: toneColor(theme, 'broken'), fontWeight: 500 },
    broken: {
      color: toneColor(theme, 'broken'),
      fontSize: theme.typography.pxToRem(13),
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'AssistantTelemetrySourceRow' },
);

const STATE_KEYS = {
  reading: 'reading',
  'catching-up': 'catchingUp',
  down: 'down',
  idle: 'idle',
} as const;

/** One source: its state, how fast and how late, what it could not do and what helps. */
export function TelemetrySourceRow(props: { source: TelemetrySourceStatus }) {
  const { source } = props;
  const { id, lagP50, lagP95, lastRecordAt, lastError } = source;
  const { deadLetters, redactions } = source;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const age = useFreshness();
  const state = STATE_KEYS[source.state];
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const figures = [
    t('telemetry.rate', { rate: numbers.format(source.recordsPerSecond) }),
    lagP50 !== undefined &&
      lagP95 !== undefined &&
      t('telemetry.lag', {
        p50: formatLag(lagP50, tag),
        p95: formatLag(lagP95, tag),
      }),
    lastRecordAt && t('telemetry.lastRecord', { age: age(lastRecordAt) }),
    deadLetters > 0 &&
      t('telemetry.deadLetters', {
        count: deadLetters,
        number: numbers.format(deadLetters),
      }),
    redactions > 0 &&
      t('telemetry.redactions', {
        count: redactions,
        number: numbers.format(redactions),
      }),
  ];
  return (
    <li className={classes.root}>
      <div className={classes.head}>
        <span className={classes.name}>{id}</span>
        <span className={classes[state]}>{t(`telemetry.${state}`)}</span>
      </div>
      <div className={classes.soft}>{figures.filter(Boolean).join(' · ')}</div>
      {lastError && (
        <div
          className={source.state === 'down' ? classes.broken : classes.soft}
        >
          {lastError.message} ({age(lastError.at)})
        </div>
      )}
      {lastError?.remedy && <div>{lastError.remedy}</div>}
      <Gaps gaps={source.gaps} />
    </li>
  );
}

/** When nothing was read: the latest first. */
function Gaps(props: { gaps: TelemetrySourceStatus['gaps'] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  const clock = (at: string) => formatClock(Date.parse(at), tag, now);
  const gaps = [...props.gaps].sort((a, b) => b.from.localeCompare(a.from));
  const words: string[] = gaps
    .slice(0, SHOWN_GAPS)
    .map(({ from, to }) =>
      to
        ? t('telemetry.gap', { from: clock(from), to: clock(to) })
        : t('telemetry.gapOpen', { from: clock(from) }),
    );
  const more = gaps.length - words.length;
  if (more > 0) {
    words.push(t('telemetry.gapsMore', { count: more }));
  }
  return words.length > 0 ? (
    <div className={classes.soft}>{words.join(' · ')}</div>
  ) : null;
}
