import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useRef, useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

const MAX_TITLE_LENGTH = 200;

/** Asks for a new title. */
export function RenameDialog(props: {
  conversation: ConversationSummary;
  onRename(title: string): void;
  onClose(): void;
}) {
  const { conversation, onRename, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [title, setTitle] = useState(conversation.title);
  return (
    <Dialog
      open
      TransitionProps={{ onEntered: () => field.current?.focus() }}
      fullWidth
      maxWidth="xs"
      onClose={onClose}
      aria-labelledby={titleId}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          if (title.trim()) {
            onRename(title.trim());
          }
        }}
      >
        <DialogTitle id={titleId}>{t('conversations.renameTitle')}</DialogTitle>
        <DialogContent>
          <TextField
            inputRef={field}
            fullWidth
            id={fieldId}
            label={t('conversations.renameLabel')}
            value={title}
            inputProps={{ maxLength: MAX_TITLE_LENGTH }}
            onChange={event => setTitle(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
          <PlainButton type="submit" color="primary" disabled={!title.trim()}>
            {t('state.save')}
          </PlainButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
