import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock } from '../EvidenceChart';

/** The sentences about the state of an entity, in the language of the portal. */
export function useHealthWords() {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  return {
    /** What is wrong, or that nothing is. */
    state({ state, finding }: EntityHealth): string {
      if (state !== 'attention') {
        return t(`health.${state}`);
      }
      return finding?.title ?? t('health.causeOutside');
    },
    /** Where, since when, whether somebody is on it, and how much more there is. */
    details({ environment, finding, moreFindings }: EntityHealth): string {
      return [
        environment,
        finding?.since &&
          t('health.since', {
            since: formatClock(Date.parse(finding.since), tag, now),
          }),
        finding && finding.state !== 'active' && t(`finding.${finding.state}`),
        moreFindings > 0 && t('health.more', { count: moreFindings }),
      ]
        .filter(Boolean)
        .join(' · ');
    },
    /** The question that fits the state. */
    question({ state, entity }: EntityHealth): string {
      return state === 'attention'
        ? t('health.why', { name: entity.title })
        : t('health.changed', { name: entity.title });
    },
  };
}
