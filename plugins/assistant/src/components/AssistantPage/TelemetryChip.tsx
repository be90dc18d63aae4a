import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatDuration } from '../FindingCard';
import { StatusChip } from './StatusChip';

/** What is older than this does not tell of now. */
const OLD_MS = 2 * 60_000;

/** How fresh the telemetry is that answers now; counts on between two looks at the server. */
export function TelemetryChip(props: {
  telemetry: NonNullable<Readiness['telemetry']>;
}) {
  const { version, at } = props.telemetry;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const age = Math.max(0, useNow(1_000) - Date.parse(at));
  const old = age > OLD_MS;
  return (
    <StatusChip
      tone={old ? 'old' : 'ready'}
      title={t('fresh.telemetryTitle', {
        version: new Intl.NumberFormat(tag).format(version),
      })}
    >
      {t(old ? 'fresh.telemetryOld' : 'fresh.telemetry', {
        duration:
          age < 60_000
            ? t('unit.seconds', { value: String(Math.floor(age / 1000)) })
            : formatDuration(age, tag),
      })}
    </StatusChip>
  );
}
