import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AskFailure } from '../../conversation/answerView';
import { assistantTranslationRef } from '../../translation';

/** One sentence for a failure, and one way on. */
export function useFailureWords(): (failure: AskFailure) => string {
  const { t } = useTranslationRef(assistantTranslationRef);
  return ({ reason, message }) => {
    switch (reason) {
      case 'no-permission':
        return `${t('state.noPermission')} ${t('state.noPermissionRemedy')}`;
      case 'too-many':
        return t('state.tooMany');
      case 'not-ready':
        return t('state.notReady', { message });
      case 'unreachable':
        return t('state.unreachable');
      default:
        return `${t('answer.failed')} ${message}`;
    }
  };
}
