import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { Age } from '../Age';
import { type ConversationActions, ConversationMenu } from './ConversationMenu';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      borderRadius: theme.shape.borderRadius,
      display: 'flex',
      '&:hover': { background: theme.palette.action.hover },
    },
    open: { background: alpha(theme.palette.primary.main, 0.12) },
    button: {
      borderRadius: theme.shape.borderRadius,
      display: 'block',
      flex: 1,
      minWidth: 0,
      padding: theme.spacing(0.75, 1),
      textAlign: 'left',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    line: {
      display: 'block',
      fontSize: theme.typography.pxToRem(14),
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
    },
  }),
  { name: 'AssistantConversationItem' },
);

/** One conversation in the list: its title, what it is about, when it went on. */
export function ConversationItem(
  props: ConversationActions & {
    conversation: ConversationSummary;
    open: boolean;
    onOpen(id: string): void;
  },
) {
  const { conversation, open, onOpen, ...actions } = props;
  const { id, title, entities, updatedAt } = conversation;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const about =
    entities.map(entity => entity.title).join(', ') || t('conversations.owned');
  return (
    <li className={`${classes.root} ${open ? classes.open : ''}`}>
      <ButtonBase
        className={classes.button}
        aria-current={open ? 'true' : undefined}
        onClick={() => onOpen(id)}
      >
        <span className={classes.line} title={title}>
          {title}
        </span>
        <span className={`${classes.line} ${classes.soft}`}>
          {about} · <Age at={updatedAt} />
        </span>
      </ButtonBase>
      <ConversationMenu conversation={conversation} {...actions} />
    </li>
  );
}
