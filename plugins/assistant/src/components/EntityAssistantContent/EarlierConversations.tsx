import ButtonBase from '@material-ui/core/ButtonBase';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ConversationSummary } from '@smart-assistant/backstage-plugin-assistant-common';
import { Age } from '../Age';

const SHOWN = 5;

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(3) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    button: {
      color: theme.palette.primary.main,
      fontSize: theme.typography.pxToRem(14),
      padding: theme.spacing(0.5, 0),
      textAlign: 'left',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    age: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
      marginLeft: theme.spacing(1),
    },
  }),
  { name: 'AssistantEarlierConversations' },
);

/** A few of the reader's earlier conversations about an entity. */
export function EarlierConversations(props: {
  label: string;
  conversations: ConversationSummary[];
  onOpen(id: string): void;
}) {
  const { label, conversations, onOpen } = props;
  const classes = useStyles();
  return conversations.length > 0 ? (
    <section className={classes.root} aria-label={label}>
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <ul className={classes.list}>
        {conversations.slice(0, SHOWN).map(({ id, title, updatedAt }) => (
          <li key={id}>
            <ButtonBase className={classes.button} onClick={() => onOpen(id)}>
              {title}
              <Age at={updatedAt} className={classes.age} />
            </ButtonBase>
          </li>
        ))}
      </ul>
    </section>
  ) : null;
}
