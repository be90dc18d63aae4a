import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  useEntity,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { useConversations } from '../../hooks/useConversations';
import { useEntityDiagnosis } from '../../hooks/useEntityDiagnosis';
import { useLayoutWidth } from '../../hooks/useLayoutWidth';
import {
  locationWithParams,
  useLocationParams,
} from '../../hooks/useLocationParams';
import { useOverview } from '../../hooks/useOverview';
import { SourceHighlightProvider } from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { LoadingState } from '../States';
import { EarlierConversations } from './EarlierConversations';
import { EntityState } from './EntityState';
import { EntityThread } from './EntityThread';

const useStyles = makeStyles(
  theme => ({
    // the words of an answer are made for paper; the portal's grey would take their contrast
    root: { padding: theme.spacing(2) },
    head: {
      alignItems: 'center',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
    },
    heading: { flex: 1, fontSize: theme.typography.pxToRem(20) },
  }),
  { name: 'AssistantEntityContent' },
);

/**
 * The assistant on the page of an entity: every question is about that entity. It goes on with the
 * latest conversation about it.
 */
export function EntityAssistantContent() {
  const { entity } = useEntity();
  // another entity is another thread
  return <AboutEntity key={stringifyEntityRef(entity)} />;
}

function AboutEntity() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { primaryTitle: name } = useEntityPresentation(entity);
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { chat } = useAssistantRoutes();
  const { sourcesFit } = useLayoutWidth();
  const [drawerOpen, setDrawerOpen] = useState(false);
  const earlier = useConversations({ entityRef });
  const items = earlier.value?.items ?? [];
  const [chosen, setChosen] = useState<{ id?: string; round: number }>();
  const overview = useOverview(entityRef);
  const diagnosis = useEntityDiagnosis(entityRef);
  const { params, setParams } = useLocationParams();
  // settled once, so that a list that changes does not change the thread; a drafted question
  // begins a thread of its own
  const open = chosen ?? { id: params.q ? undefined : items[0]?.id, round: 0 };
  const openThread = (id?: string) => setChosen({ id, round: open.round + 1 });
  return (
    <SourceHighlightProvider
      panelVisible={sourcesFit}
      onReveal={() => setDrawerOpen(true)}
    >
      <Paper variant="outlined" className={classes.root}>
        <div className={classes.head}>
          <Typography component="h2" className={classes.heading}>
            {t('entity.heading', { name })}
          </Typography>
          {open.id && chat && (
            <Link to={locationWithParams(chat, { conversation: open.id })}>
              {t('entity.openInChat')}
            </Link>
          )}
          {open.id && (
            <PlainButton
              size="small"
              variant="outlined"
              onClick={() => openThread()}
            >
              {t('conversations.newQuestion')}
            </PlainButton>
          )}
        </div>
        <EntityState
          name={name}
          entityRef={entityRef}
          onCall={overview.value?.onCall ?? false}
          diagnosis={diagnosis}
        />
        {earlier.loading ? (
          <LoadingState label={t('thread.loading')} />
        ) : (
          <EntityThread
            key={open.round}
            entity={{ entityRef, title: name }}
            overview={overview}
            question={chosen ? undefined : params.q}
            conversationId={open.id}
            onStarted={id => {
              setChosen({ id, round: open.round });
              // what a link drafted is sent now and leaves the address
              if (params.q) {
                setParams({}, { replace: true });
              }
              earlier.reload();
            }}
            sourcesFit={sourcesFit}
            drawerOpen={drawerOpen}
            onDrawer={setDrawerOpen}
          />
        )}
        <EarlierConversations
          label={t('entity.earlier', { name })}
          conversations={items.filter(({ id }) => id !== open.id)}
          onOpen={openThread}
        />
      </Paper>
    </SourceHighlightProvider>
  );
}
