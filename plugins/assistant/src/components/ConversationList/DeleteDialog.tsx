import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

/** Asks once more, because nothing brings a conversation back. */
export function DeleteDialog(props: {
  conversation: ConversationSummary;
  onDelete(): void;
  onClose(): void;
}) {
  const { conversation, onDelete, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  return (
    <Dialog open maxWidth="xs" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{t('conversations.deleteTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText>
          {t('conversations.deleteText', { title: conversation.title })}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
        <PlainButton color="secondary" onClick={onDelete}>
          {t('conversations.delete')}
        </PlainButton>
      </DialogActions>
    </Dialog>
  );
}
