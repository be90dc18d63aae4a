import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { formatAge, formatMoment } from './formatAge';

/** How old something is; the exact moment shows on hover. */
export function Age(props: { at: string; className?: string }) {
  const { at, className } = props;
  const { tag } = usePortalLanguage();
  const age = formatAge(at, useNow(), tag);
  return age ? (
    <time className={className} dateTime={at} title={formatMoment(at, tag)}>
      {age}
    </time>
  ) : null;
}

/** The words of {@link Age} for a longer sentence. */
export function useAge(): (at: string) => string {
  const { tag } = usePortalLanguage();
  const now = useNow();
  return at => formatAge(at, now, tag);
}
