import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Drawer from '@material-ui/core/Drawer';
import { makeStyles } from '@material-ui/core/styles';
import type { NamedEntity } from '@smart-assistant/backstage-plugin-assistant-common';
import { useConversation } from '../../hooks/useConversation';
import { useDraft } from '../../hooks/useDraft';
import type { useOverview } from '../../hooks/useOverview';
import { useReadiness } from '../../hooks/useReadiness';
import { now } from '../../conversation/timeChoice';
import { assistantTranslationRef } from '../../translation';
import { Composer } from '../Composer';
import { SourcesPanel } from '../SourcesPanel';
import { BaseNotice, FailedState, LoadingState } from '../States';
import { Suggestions, Thread } from '../Thread';

/** Questions that are drafted. */
const DRAFTED = 4;

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'flex-start',
      display: 'flex',
      gap: theme.spacing(3),
    },
    main: { flex: 1, maxWidth: 760, minWidth: 0 },
    composer: {
      bottom: theme.spacing(1),
      marginTop: theme.spacing(2),
      position: 'sticky',
    },
    sources: { flexShrink: 0, width: 320 },
    drawer: { maxWidth: '92vw', padding: theme.spacing(2), width: 360 },
  }),
  { name: 'AssistantEntityThread' },
);

/** The thread of an entity with a composer whose scope is that entity. */
export function EntityThread(props: {
  entity: NamedEntity;
  overview: ReturnType<typeof useOverview>;
  /** What a link drafted; nothing is sent before the reader does so. */
  question?: string;
  conversationId?: string;
  onStarted(conversationId: string): void;
  sourcesFit: boolean;
  drawerOpen: boolean;
  onDrawer(open: boolean): void;
}) {
  const { entity, overview, question = '', conversationId, onStarted } = props;
  const { sourcesFit, drawerOpen, onDrawer } = props;
  const { entityRef } = entity;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const readiness = useReadiness();
  const thread = useConversation({ conversationId, onStarted });
  const { draft, change, request, sent } = useDraft({
    question,
    entityRef,
    time: now,
  });
  const { answers, loading, error } = thread;
  const ask = (asked: string) => {
    thread.ask(request(asked));
    sent();
  };
  const panel = (
    <SourcesPanel
      answers={answers}
      onClose={sourcesFit ? undefined : () => onDrawer(false)}
    />
  );
  return (
    <div className={classes.root}>
      <div className={classes.main}>
        {loading && <LoadingState label={t('thread.loading')} />}
        {error !== undefined && (
          <FailedState error={error} onRetry={thread.reload} />
        )}
        <Suggestions
          label={t('start.suggestions')}
          suggestions={(overview.value?.suggestions ?? []).slice(0, DRAFTED)}
          disabled={thread.running}
          onChoose={ask}
        />
        {answers.length > 0 && (
          <Thread
            answers={answers}
            onAsk={ask}
            onRetry={answer =>
              thread.retry(answer.key, request(answer.question))
            }
            onRate={({ key }, answerId, rating) =>
              thread.rate(key, answerId, rating)
            }
          />
        )}
        <div className={classes.composer}>
          <BaseNotice readiness={readiness.value} />
          <Composer
            draft={draft}
            onChange={change}
            onAsk={() => ask(draft.question)}
            onStop={thread.stop}
            running={thread.running}
            scopeFixed
            owned={[entity]}
            conversation={[]}
            environments={overview.value?.environments ?? []}
          />
        </div>
      </div>
      {sourcesFit && answers.length > 0 && (
        <aside className={classes.sources} aria-label={t('sources.heading')}>
          {panel}
        </aside>
      )}
      {!sourcesFit && (
        <Drawer
          anchor="right"
          open={drawerOpen}
          onClose={() => onDrawer(false)}
          PaperProps={{
            className: classes.drawer,
            role: 'dialog',
            'aria-label': t('sources.heading'),
          }}
        >
          {panel}
        </Drawer>
      )}
    </div>
  );
}
