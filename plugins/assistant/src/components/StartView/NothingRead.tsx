import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { assistantTranslationRef } from '../../translation';

/** Why the page says nothing about what runs, and where that can be changed. */
export function NothingRead() {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { knowledge } = useAssistantRoutes();
  return (
    <Typography variant="body2" color="textSecondary" component="p">
      {t('health.nothingRead')}{' '}
      {knowledge && <Link to={knowledge}>{t('state.toKnowledge')}</Link>}
    </Typography>
  );
}
