import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatAge } from '../Age';
import { StatusChip } from './StatusChip';

/** Day and month; the year only where it is another one. */
function formatDay(at: string, tag: string, now: number): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(date);
}

/** Of when the documents are that answer now. */
export function DocumentsChip(props: { readiness: Readiness }) {
  const { database, documents } = props.readiness;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  const state = database.ok ? documents.state : 'unavailable';
  const { generation, builtAt } = documents;
  // while a newer generation is built the active one goes on answering
  if (state !== 'unavailable' && generation !== undefined && builtAt) {
    const title = t('fresh.documentsTitle', {
      generation: String(generation),
      age: formatAge(builtAt, now, tag),
    });
    return (
      <StatusChip tone={state} title={title}>
        {t('fresh.documents', { date: formatDay(builtAt, tag, now) })}
      </StatusChip>
    );
  }
  return (
    <StatusChip tone={state === 'ready' ? 'empty' : state}>
      {t(`header.${state === 'ready' ? 'empty' : state}`)}
    </StatusChip>
  );
}
