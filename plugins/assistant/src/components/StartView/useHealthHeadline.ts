import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { HealthOverview } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';

/** Services of which nothing is known; counted among those that are listed. */
export function countUnknown(health: HealthOverview): number {
  return health.entities.filter(({ state }) => state === 'unknown').length;
}

/** The state of everything that somebody owns, as one line. */
export function useHealthHeadline(): (health: HealthOverview) => string {
  const { t } = useTranslationRef(assistantTranslationRef);
  return health => {
    const { total, needAttention } = health;
    if (needAttention > 0) {
      return t('health.attention', {
        count: needAttention,
        services: t('health.services', { count: total }),
      });
    }
    return countUnknown(health) > 0
      ? t('health.noneFailing')
      : t('health.allHealthy', { count: total });
  };
}
