import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { useState } from 'react';
import { assistantTranslationRef } from '../../translation';

export type ConversationActions = {
  onRename(conversation: ConversationSummary): void;
  onPin(conversation: ConversationSummary): void;
  onExport(conversation: ConversationSummary): void;
  onDelete(conversation: ConversationSummary): void;
};

/** What one may do to a conversation. */
export function ConversationMenu(
  props: ConversationActions & { conversation: ConversationSummary },
) {
  const { conversation, onRename, onPin, onExport, onDelete } = props;
  const { title, pinned } = conversation;
  const { t } = useTranslationRef(assistantTranslationRef);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const item = (
    label: string,
    action: (conversation: ConversationSummary) => void,
  ) => (
    <MenuItem
      onClick={() => {
        setAnchor(null);
        action(conversation);
      }}
    >
      {label}
    </MenuItem>
  );
  const name = t('conversations.more', { title });
  return (
    <>
      <IconButton
        size="small"
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': name, dense: true }}
      >
        {item(t('conversations.rename'), onRename)}
        {item(
          pinned ? t('conversations.unpin') : t('conversations.pin'),
          onPin,
        )}
        {item(t('conversations.export'), onExport)}
        {item(t('conversations.delete'), onDelete)}
      </Menu>
    </>
  );
}
