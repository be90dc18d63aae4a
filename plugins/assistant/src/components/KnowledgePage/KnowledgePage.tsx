import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useDocumentBase } from '../../hooks/useDocumentBase';
import type { Resource } from '../../hooks/useResource';
import { useTelemetryBase } from '../../hooks/useTelemetryBase';
import { assistantTranslationRef } from '../../translation';
import { FailedState, LoadingState } from '../States';
import { DocumentBase } from './DocumentBase';
import { TelemetryBase } from './TelemetryBase';

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
      [theme.breakpoints.up(1200)]: {
        gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
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

/** One base: its heading, and what is known of it. */
function Base<T>(props: {
  id: string;
  heading: string;
  resource: Resource<T>;
  children(value: T): ReactNode;
}) {
  const { id, heading, resource, children } = props;
  const { value, error, loading, reload } = resource;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <section aria-labelledby={id}>
      <Typography id={id} component="h2" className={classes.heading}>
        {heading}
      </Typography>
      {loading && <LoadingState label={t('state.loading')} lines={6} />}
      {error !== undefined && value === undefined && (
        <FailedState error={error} onRetry={reload} />
      )}
      {value !== undefined && children(value)}
    </section>
  );
}

/** Both knowledge bases: their versions, how they are fed, and the way back. */
export function KnowledgePage() {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const telemetry = useTelemetryBase();
  const documents = useDocumentBase();
  return (
    <div className={classes.root}>
      <Base
        id="assistant-telemetry"
        heading={t('knowledge.telemetry')}
        resource={telemetry}
      >
        {status => <TelemetryBase base={telemetry} status={status} />}
      </Base>
      <Base
        id="assistant-documents"
        heading={t('knowledge.documents')}
        resource={documents}
      >
        {status => <DocumentBase base={documents} status={status} />}
      </Base>
    </div>
  );
}
