import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatFreshness } from './formatFreshness';

/** Says how long ago something was, to the second at first; counts on by itself. */
export function useFreshness(): (at: string) => string {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(1_000);
  const seconds = (value: number) =>
    t('fresh.seconds', { seconds: String(value) });
  return at => formatFreshness({ at, now, tag, seconds });
}
