import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

/** Opens what is not on the screen for lack of room. */
export function ChatToolbar(props: {
  /** Absent where the conversations are on the screen. */
  onConversations?(): void;
  onSources(): void;
  sources: number;
}) {
  const { onConversations, onSources, sources } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <>
      {onConversations ? (
        <PlainButton size="small" onClick={onConversations}>
          {t('conversations.heading')}
        </PlainButton>
      ) : (
        <span />
      )}
      <PlainButton size="small" onClick={onSources} disabled={sources === 0}>
        {sources > 0
          ? t('thread.openSources', { count: sources })
          : t('sources.heading')}
      </PlainButton>
    </>
  );
}
