import { makeStyles } from '@material-ui/core/styles';
import { REFRESH_MS, useQuietRefresh } from '../../hooks/useQuietRefresh';
import { useReadiness } from '../../hooks/useReadiness';
import { DocumentsChip } from './DocumentsChip';
import { TelemetryChip } from './TelemetryChip';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      // one below the other leaves room for the title
      [theme.breakpoints.down('xs')]: {
        flexDirection: 'column',
        gap: theme.spacing(0.5),
      },
    },
  }),
  { name: 'AssistantBaseStatus' },
);

/** How fresh both bases are, in the header of both pages. */
export function BaseStatus() {
  const classes = useStyles();
  const readiness = useReadiness();
  const { value } = readiness;
  // telemetry gets old in seconds, documents in days
  useQuietRefresh(readiness, value?.telemetry ? REFRESH_MS : 60_000);
  return value ? (
    <div className={classes.root}>
      {value.telemetry && <TelemetryChip telemetry={value.telemetry} />}
      <DocumentsChip readiness={value} />
    </div>
  ) : null;
}
