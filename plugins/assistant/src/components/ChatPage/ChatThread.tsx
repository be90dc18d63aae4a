import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ReactNode } from 'react';
import type { useConversation } from '../../hooks/useConversation';
import { draftFromLink, useDraft } from '../../hooks/useDraft';
import type { LocationParams } from '../../hooks/useLocationParams';
import type { useOverview } from '../../hooks/useOverview';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { Composer } from '../Composer';
import { type AskedAbout, StartView } from '../StartView';
import { BaseNotice, FailedState, LoadingState } from '../States';
import { Thread } from '../Thread';
import { ChatMiddle } from './ChatMiddle';

/** One thread with its composer, in each of its states. */
export function ChatThread(props: {
  thread: ReturnType<typeof useConversation>;
  params: LocationParams;
  overview: ReturnType<typeof useOverview>;
  readiness: Readiness | undefined;
  toolbar: ReactNode;
  onLeaveShared(): void;
}) {
  const { thread, params, overview, readiness, toolbar, onLeaveShared } = props;
  const { answers, running, loading, error } = thread;
  const { t } = useTranslationRef(assistantTranslationRef);
  const { draft, change, request, sent } = useDraft(draftFromLink(params));
  const shared = params.answer !== undefined;
  const ask = (question: string, about?: AskedAbout) => {
    thread.ask({ ...request(question), ...about });
    sent();
  };
  const empty = !loading && error === undefined && answers.length === 0;
  const composer = shared ? (
    <Typography variant="body2" color="textSecondary" component="div">
      {t('thread.shared')}{' '}
      <PlainButton size="small" color="primary" onClick={onLeaveShared}>
        {t('thread.askYourself')}
      </PlainButton>
    </Typography>
  ) : (
    <>
      <BaseNotice readiness={readiness} />
      <Composer
        draft={draft}
        onChange={change}
        onAsk={() => ask(draft.question)}
        onStop={thread.stop}
        running={running}
        owned={overview.value?.owned ?? []}
        conversation={answers.at(-1)?.scope?.entities ?? []}
        environments={overview.value?.environments ?? []}
      />
    </>
  );
  return (
    <ChatMiddle
      toolbar={toolbar}
      composer={composer}
      content={answers}
      showToEnd={answers.length > 0}
    >
      {loading && <LoadingState label={t('thread.loading')} lines={8} />}
      {error !== undefined && (
        <FailedState error={error} onRetry={thread.reload} />
      )}
      {empty && !shared && <StartView overview={overview} onChoose={ask} />}
      {answers.length > 0 && (
        <Thread
          answers={answers}
          onAsk={shared ? undefined : question => ask(question)}
          onRetry={
            shared
              ? undefined
              : answer => thread.retry(answer.key, request(answer.question))
          }
          onRate={
            shared
              ? undefined
              : ({ key }, answerId, rating) =>
                  thread.rate(key, answerId, rating)
          }
        />
      )}
    </ChatMiddle>
  );
}
