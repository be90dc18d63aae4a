import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  TelemetryBackRequest,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { BackDialog } from './BackDialog';
import { HiddenRanges } from './HiddenRanges';
import { TelemetryVersionRow } from './TelemetryVersionRow';

type Version = TelemetryBaseStatus['versions'][number];

/** Versions on the line at first, and how many more each press brings. */
const SHOWN = 8;
const MORE = 30;

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 500,
      margin: theme.spacing(2, 0, 0.5),
    },
    line: {
      borderLeft: `2px solid ${theme.palette.divider}`,
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0, 0.75),
      padding: 0,
    },
  }),
  { name: 'AssistantTelemetryVersions' },
);

/** Records that going back to a version takes out of sight. */
export function recordsAfter(versions: Version[], target: number): number {
  return versions
    .filter(({ version, hidden }) => version > target && !hidden)
    .reduce((sum, { records }) => sum + records, 0);
}

/** The versions as a line in time, with the way back to each and the way forward again. */
export function TelemetryVersions(props: {
  status: TelemetryBaseStatus;
  busy: boolean;
  /** Absent where the reader may not. */
  onBack?(request: TelemetryBackRequest): void;
  onUndo?(hiddenRangeId: number): void;
}) {
  const { status, busy, onBack, onUndo } = props;
  const { versions, hidden } = status;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const headingId = useId();
  const [shown, setShown] = useState(SHOWN);
  const [target, setTarget] = useState<Version>();
  const newest = versions.find(one => !one.hidden);
  const earlier = versions.length - shown;
  return (
    <section aria-labelledby={headingId}>
      <Typography id={headingId} component="h3" className={classes.heading}>
        {t('telemetry.versions')}
      </Typography>
      <HiddenRanges ranges={hidden} busy={busy} onUndo={onUndo} />
      {versions.length > 0 ? (
        <ol className={classes.line} aria-labelledby={headingId}>
          {versions.slice(0, shown).map(one => (
            <TelemetryVersionRow
              key={one.version}
              version={one}
              newest={one === newest}
              busy={busy}
              onBack={onBack && (() => setTarget(one))}
            />
          ))}
        </ol>
      ) : (
        <Typography variant="body2">{t('telemetry.summaryEmpty')}</Typography>
      )}
      {earlier > 0 && (
        <PlainButton
          size="small"
          color="primary"
          onClick={() => setShown(shown + MORE)}
        >
          {t('telemetry.earlier', { count: earlier })}
        </PlainButton>
      )}
      {target && (
        <BackDialog
          at={target.at}
          version={target.version}
          records={recordsAfter(versions, target.version)}
          onClose={() => setTarget(undefined)}
          onBack={() => {
            onBack?.({ version: target.version });
            setTarget(undefined);
          }}
        />
      )}
    </section>
  );
}
