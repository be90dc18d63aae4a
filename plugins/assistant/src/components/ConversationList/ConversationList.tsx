import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useState } from 'react';
import { groupConversations } from '../../conversation/groupConversations';
import type { useConversations } from '../../hooks/useConversations';
import { useNow } from '../../hooks/useNow';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { FailedState, LoadingState } from '../States';
import { ConversationItem } from './ConversationItem';
import { DeleteDialog } from './DeleteDialog';
import { RenameDialog } from './RenameDialog';

const useStyles = makeStyles(
  theme => ({
    search: { margin: theme.spacing(1.5, 0, 1) },
    group: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
      margin: theme.spacing(1.5, 1, 0.5),
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
  }),
  { name: 'AssistantConversationList' },
);

/** The reader's conversations by day, with search. */
export function ConversationList(props: {
  conversations: ReturnType<typeof useConversations>;
  openId?: string;
  onOpen(id: string): void;
  onNew(): void;
  onDeleted(id: string): void;
}) {
  const { conversations, openId, onOpen, onNew, onDeleted } = props;
  const { value, error, loading, reload, query, problem } = conversations;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const groups = groupConversations(value?.items ?? [], useNow());
  const searchId = useId();
  const [renaming, setRenaming] = useState<ConversationSummary>();
  const [deleting, setDeleting] = useState<ConversationSummary>();
  return (
    <>
      <PlainButton fullWidth color="primary" variant="outlined" onClick={onNew}>
        {t('conversations.newQuestion')}
      </PlainButton>
      <TextField
        fullWidth
        size="small"
        variant="outlined"
        type="search"
        id={searchId}
        className={classes.search}
        label={t('conversations.search')}
        value={conversations.search}
        onChange={event => conversations.setSearch(event.target.value)}
      />
      {problem && (
        <Typography variant="body2" color="error" role="alert">
          {t('conversations.actionFailed', { message: problem })}
        </Typography>
      )}
      {loading && <LoadingState label={t('state.loading')} />}
      {error !== undefined && !value && (
        <FailedState error={error} onRetry={reload} />
      )}
      {value && groups.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {query
            ? t('conversations.nothingFound', { search: query })
            : t('conversations.none')}
        </Typography>
      )}
      {groups.map(({ key, items }) => (
        <section key={key} aria-label={t(`conversations.${key}`)}>
          <Typography component="h2" className={classes.group}>
            {t(`conversations.${key}`)}
          </Typography>
          <ul className={classes.list}>
            {items.map(conversation => (
              <ConversationItem
                key={conversation.id}
                conversation={conversation}
                open={conversation.id === openId}
                onOpen={onOpen}
                onRename={setRenaming}
                onDelete={setDeleting}
                onPin={({ id, pinned }) =>
                  conversations.update(id, { pinned: !pinned })
                }
                onExport={({ id, title }) => conversations.export(id, title)}
              />
            ))}
          </ul>
        </section>
      ))}
      {renaming && (
        <RenameDialog
          conversation={renaming}
          onClose={() => setRenaming(undefined)}
          onRename={title => {
            setRenaming(undefined);
            conversations.update(renaming.id, { title });
          }}
        />
      )}
      {deleting && (
        <DeleteDialog
          conversation={deleting}
          onClose={() => setDeleting(undefined)}
          onDelete={async () => {
            setDeleting(undefined);
            await conversations.remove(deleting.id);
            onDeleted(deleting.id);
          }}
        />
      )}
    </>
  );
}
