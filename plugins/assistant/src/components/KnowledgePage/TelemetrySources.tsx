import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { TelemetrySourceStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { TelemetrySourceRow } from './TelemetrySourceRow';

const useStyles = makeStyles(
  theme => ({
    root: {
      listStyle: 'none',
      margin: theme.spacing(2, 0, 0),
      padding: 0,
      '& > li + li': { borderTop: `1px solid ${theme.palette.divider}` },
    },
  }),
  { name: 'AssistantTelemetrySources' },
);

/** Broken ones first: that is what somebody came for. */
const ORDER = ['down', 'catching-up', 'reading', 'idle'];

/** Every source with how it fares. */
export function TelemetrySources(props: { sources: TelemetrySourceStatus[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const sources = [...props.sources].sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      a.id.localeCompare(b.id),
  );
  return sources.length > 0 ? (
    <Paper
      variant="outlined"
      component="ul"
      className={classes.root}
      aria-label={t('telemetry.sources')}
    >
      {sources.map(source => (
        <TelemetrySourceRow key={source.id} source={source} />
      ))}
    </Paper>
  ) : null;
}
