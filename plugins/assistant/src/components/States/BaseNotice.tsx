import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { assistantTranslationRef } from '../../translation';
import { BuildProgressBar } from './BuildProgressBar';

const useStyles = makeStyles(
  theme => ({
    root: {
      background: theme.palette.background.paper,
      borderLeft: `3px solid ${theme.palette.divider}`,
      margin: theme.spacing(1, 0),
      padding: theme.spacing(1, 1.5),
    },
  }),
  { name: 'AssistantBaseNotice' },
);

/** Says why no answer can come yet, what is done about it, and what the reader can do. */
export function BaseNotice(props: { readiness: Readiness | undefined }) {
  const { readiness } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { knowledge } = useAssistantRoutes();
  if (!readiness) {
    return null;
  }
  const { database, documents } = readiness;
  if (database.ok && documents.state === 'ready') {
    return null;
  }
  const broken = !database.ok || documents.state === 'unavailable';
  return (
    <div className={classes.root} role={broken ? 'alert' : undefined}>
      {broken && (
        <Typography variant="body2">
          {[t('state.unavailable'), database.reason, database.remedy]
            .filter(Boolean)
            .join(' ')}
        </Typography>
      )}
      {!broken && documents.state === 'building' && (
        <>
          <Typography variant="body2">{t('state.building')}</Typography>
          {documents.build && <BuildProgressBar build={documents.build} />}
        </>
      )}
      {!broken && documents.state === 'empty' && (
        <Typography variant="body2">
          {t('state.empty')} {t('state.emptyRemedy')}{' '}
          {knowledge && <Link to={knowledge}>{t('state.toKnowledge')}</Link>}
        </Typography>
      )}
    </div>
  );
}
