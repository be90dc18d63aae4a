import Chip from '@material-ui/core/Chip';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { type KeyboardEvent, useState } from 'react';

const useStyles = makeStyles(
  theme => ({
    chip: {
      background: 'transparent',
      color: theme.palette.text.secondary,
      margin: 0,
      maxWidth: '100%',
      [theme.breakpoints.up('sm')]: { maxWidth: 320 },
    },
    chosen: {
      borderColor: theme.palette.primary.main,
      color: theme.palette.primary.main,
    },
    menu: { maxHeight: 360 },
  }),
  { name: 'AssistantChoiceChip' },
);

export type Choice = { key: string; label: string; onChoose(): void };

/** A chip lets go of the focus at Escape, which here only closed its menu. */
function keepFocus(event: KeyboardEvent) {
  if (event.key === 'Escape') {
    event.stopPropagation();
  }
}

/** A chip that shows what is chosen; one click lists what else could be. */
export function ChoiceChip(props: {
  /** What the chip shows. */
  value: string;
  /** Name with its meaning, for those who do not see the place. */
  name: string;
  menuLabel: string;
  /** Set when it differs from the default, so that it stands out. */
  chosen: boolean;
  /** None: the choice is fixed. */
  choices: Choice[];
}) {
  const { value, name, menuLabel, chosen, choices } = props;
  const classes = useStyles();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const className = `${classes.chip} ${chosen ? classes.chosen : ''}`;
  if (choices.length === 0) {
    return (
      <Chip
        size="small"
        variant="outlined"
        className={className}
        label={value}
        title={name}
      />
    );
  }
  return (
    <>
      {/* not a <button>: inside of a form that would send the question */}
      <Chip
        size="small"
        variant="outlined"
        className={className}
        label={value}
        aria-label={name}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onKeyUpCapture={keepFocus}
        onClick={event => setAnchor(event.currentTarget)}
      />
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': menuLabel, dense: true }}
        PaperProps={{ className: classes.menu }}
      >
        {choices.map(({ key, label, onChoose }) => (
          <MenuItem
            key={key}
            onClick={() => {
              setAnchor(null);
              onChoose();
            }}
          >
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
