import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatMoment } from '../Age';
import { useFreshness } from './useFreshness';

/** When the state was looked at. */
export function Checked(props: { at: string; className?: string }) {
  const { at, className } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const age = useFreshness()(at);
  return age ? (
    <time className={className} dateTime={at} title={formatMoment(at, tag)}>
      {t('health.checked', { age })}
    </time>
  ) : null;
}
