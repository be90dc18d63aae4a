import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      listStyle: 'none',
      margin: theme.spacing(1.5, 0, 0),
      padding: 0,
    },
    chip: {
      background: 'transparent',
      color: theme.palette.primary.main,
      height: 'auto',
      margin: 0,
      maxWidth: '100%',
    },
    label: { padding: theme.spacing(0.625, 1.5), whiteSpace: 'normal' },
  }),
  { name: 'AssistantSuggestions' },
);

/** Questions that fit; one press asks or drafts. */
export function Suggestions(props: {
  label: string;
  suggestions: string[];
  disabled?: boolean;
  onChoose(question: string): void;
}) {
  const { label, suggestions, disabled, onChoose } = props;
  const classes = useStyles();
  return suggestions.length > 0 ? (
    <ul className={classes.root} aria-label={label}>
      {suggestions.map(question => (
        <li key={question}>
          <Chip
            variant="outlined"
            classes={{ root: classes.chip, label: classes.label }}
            label={question}
            disabled={disabled}
            onClick={() => onChoose(question)}
          />
        </li>
      ))}
    </ul>
  ) : null;
}
