import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useDocumentBase } from '../../hooks/useDocumentBase';
import { assistantTranslationRef } from '../../translation';
import { FailedState, LoadingState } from '../States';
import { DocumentBase } from './DocumentBase';

const useStyles = makeStyles(
  theme => ({
    root: {
      background: theme.palette.background.default,
      display: 'grid',
      flex: 1,
      gap: theme.spacing(4),
      gridAutoRows: 'max-content',
      gridTemplateColumns: 'minmax(0, 1fr)',
      minHeight: 0,
      overflowY: 'auto',
      padding: theme.spacing(3),
      [theme.breakpoints.up(1600)]: {
        gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 1fr)',
      },
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(1.5) },
    },
    heading: {
      fontSize: theme.typography.pxToRem(18),
      fontWeight: 500,
      marginBottom: theme.spacing(1),
    },
  }),
  { name: 'AssistantKnowledgePage' },
);

/** Both knowledge bases: their versions, what is built, and the way back. */
export function KnowledgePage() {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const base = useDocumentBase();
  const { value, error, loading, reload } = base;
  return (
    <div className={classes.root}>
      <section aria-labelledby="assistant-documents">
        <Typography
          id="assistant-documents"
          component="h2"
          className={classes.heading}
        >
          {t('knowledge.documents')}
        </Typography>
        {loading && <LoadingState label={t('state.loading')} lines={6} />}
        {error !== undefined && !value && (
          <FailedState error={error} onRetry={reload} />
        )}
        {value && <DocumentBase base={base} status={value} />}
      </section>
      <section aria-labelledby="assistant-telemetry">
        <Typography
          id="assistant-telemetry"
          component="h2"
          className={classes.heading}
        >
          {t('knowledge.telemetry')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('knowledge.telemetryText')}
        </Typography>
      </section>
    </div>
  );
}
