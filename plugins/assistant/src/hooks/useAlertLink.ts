import { parseEntityRef } from '@backstage/catalog-model';
import {
  type AskRequest,
  MAX_ALERT_LENGTH,
  draftAlertQuestion,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useEffect, useRef } from 'react';
import { draftFromLink, requestOf } from './useDraft';
import type { LocationParams } from './useLocationParams';
import { usePortalLanguage } from './usePortalLanguage';

/**
 * Asks at once what a link from an alert is about. Words of the link's own (`q`) are not sent
 * unread: they are drafted, as those of any other link.
 */
export function useAlertLink(
  params: LocationParams,
  ask: (request: Omit<AskRequest, 'conversationId'>) => void,
) {
  const { alert, q, conversation, answer } = params;
  const { language } = usePortalLanguage();
  const asks = alert !== undefined && !q && !conversation && !answer;
  const link = asks ? JSON.stringify(params) : undefined;
  const send = useRef(() => {});
  send.current = () => {
    const draft = draftFromLink(params);
    const name = (alert ?? '').slice(0, MAX_ALERT_LENGTH);
    const question = draftAlertQuestion({
      alert: name,
      entityTitle: draft.entityRef && parseEntityRef(draft.entityRef).name,
      language,
    });
    ask({ ...requestOf({ ...draft, question }, language), alert: name });
  };
  // once for each link: the address loses it as soon as the answer begins
  useEffect(() => {
    if (link) {
      send.current();
    }
  }, [link]);
}
