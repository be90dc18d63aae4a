import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { describeFailure } from '../../conversation/describeFailure';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { useFailureWords } from './useFailureWords';

/** Something could not be loaded: one sentence, one way on. */
export function FailedState(props: { error: unknown; onRetry(): void }) {
  const { error, onRetry } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const words = useFailureWords();
  const failure = describeFailure(error);
  return (
    <div role="alert">
      <Typography variant="body2" paragraph>
        {failure.reason === 'other'
          ? t('state.failed', { message: failure.message })
          : words(failure)}
      </Typography>
      {failure.reason !== 'no-permission' && (
        <PlainButton size="small" variant="outlined" onClick={onRetry}>
          {t('state.retry')}
        </PlainButton>
      )}
    </div>
  );
}
