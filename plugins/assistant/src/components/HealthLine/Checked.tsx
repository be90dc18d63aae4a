import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { formatFreshness } from './formatFreshness';

/** When the state was looked at; counts on by itself. */
export function Checked(props: { at: string; className?: string }) {
  const { at, className } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(1_000);
  const age = formatFreshness({
    at,
    now,
    tag,
    seconds: seconds => t('fresh.seconds', { seconds: String(seconds) }),
  });
  return age ? (
    <time className={className} dateTime={at} title={formatMoment(at, tag)}>
      {t('health.checked', { age })}
    </time>
  ) : null;
}
