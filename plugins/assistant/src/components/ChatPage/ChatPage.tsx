import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { useAlertLink } from '../../hooks/useAlertLink';
import { useConversation } from '../../hooks/useConversation';
import { useConversations } from '../../hooks/useConversations';
import { useLayoutWidth } from '../../hooks/useLayoutWidth';
import { useLocationParams } from '../../hooks/useLocationParams';
import { useOverview } from '../../hooks/useOverview';
import { useReadiness } from '../../hooks/useReadiness';
import { SourceHighlightProvider } from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { ConversationList } from '../ConversationList';
import { SourcesPanel } from '../SourcesPanel';
import { ChatColumns } from './ChatColumns';
import { ChatThread } from './ChatThread';
import { ChatToolbar } from './ChatToolbar';

type OpenDrawer = 'conversations' | 'sources' | undefined;

/** The chat: conversations at the left, the thread in the middle, its sources at the right. */
export function ChatPage() {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { params, setParams } = useLocationParams();
  const { sourcesFit, conversationsFit } = useLayoutWidth();
  const [drawer, setDrawer] = useState<OpenDrawer>();
  const overview = useOverview();
  const readiness = useReadiness();
  const conversations = useConversations();
  const { reload } = conversations;
  const thread = useConversation({
    conversationId: params.conversation,
    sharedAnswerId: params.answer,
    onStarted: conversationId => {
      // what a link drafted is sent now and leaves the address
      setParams({ conversation: conversationId }, { replace: true });
      reload();
    },
    onEnded: reload,
  });
  useAlertLink(params, thread.ask);
  // a new number makes a new composer: for another thread, or another drafting link
  const [round, setRound] = useState(0);
  // the composer stays, with its focus, when the draft leaves the address because it was sent
  const [drafted, setDrafted] = useState(params.q);
  if (params.q && params.q !== drafted) {
    setDrafted(params.q);
  }
  const openThread = useCallback(
    (conversation?: string) => {
      setDrawer(undefined);
      setRound(n => n + 1);
      setParams({ conversation });
    },
    [setParams],
  );
  const closeDrawer = () => setDrawer(undefined);
  return (
    <SourceHighlightProvider
      panelVisible={sourcesFit}
      onReveal={() => setDrawer('sources')}
    >
      <ChatColumns
        left={{
          label: t('conversations.heading'),
          fits: conversationsFit,
          open: drawer === 'conversations',
          onClose: closeDrawer,
          content: (
            <ConversationList
              conversations={conversations}
              openId={thread.conversationId}
              onOpen={openThread}
              onNew={() => openThread()}
              onDeleted={id => id === thread.conversationId && openThread()}
            />
          ),
        }}
        right={{
          label: t('sources.heading'),
          fits: sourcesFit,
          open: drawer === 'sources',
          onClose: closeDrawer,
          content: (
            <SourcesPanel
              answers={thread.answers}
              onClose={sourcesFit ? undefined : closeDrawer}
            />
          ),
        }}
      >
        <ChatThread
          key={`${round} ${drafted ?? ''}`}
          thread={thread}
          params={params}
          overview={overview}
          readiness={readiness.value}
          onLeaveShared={() => openThread()}
          toolbar={
            conversationsFit && sourcesFit ? undefined : (
              <ChatToolbar
                sources={thread.answers.at(-1)?.citations.length ?? 0}
                onConversations={
                  conversationsFit
                    ? undefined
                    : () => setDrawer('conversations')
                }
                onSources={() => setDrawer('sources')}
              />
            )
          }
        />
      </ChatColumns>
    </SourceHighlightProvider>
  );
}
