import Drawer from '@material-ui/core/Drawer';
import { makeStyles } from '@material-ui/core/styles';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      background: theme.palette.background.default,
      display: 'flex',
      flex: 1,
      minHeight: 0,
    },
    side: {
      background: theme.palette.background.paper,
      flexShrink: 0,
      overflowY: 'auto',
      padding: theme.spacing(2, 1.5),
    },
    left: { borderRight: `1px solid ${theme.palette.divider}`, width: 264 },
    right: {
      borderLeft: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(2),
      width: 348,
    },
    middle: {
      display: 'flex',
      flex: 1,
      flexDirection: 'column',
      minWidth: 0,
    },
    drawer: {
      maxWidth: '92vw',
      padding: theme.spacing(2),
      width: 360,
    },
  }),
  { name: 'AssistantChatColumns' },
);

type Side = {
  label: string;
  content: ReactNode;
  /** Whether there is room for it beside the thread. */
  fits: boolean;
  /** Whether its drawer is open, where it does not fit. */
  open: boolean;
  onClose(): void;
};

function SideColumn(props: Side & { anchor: 'left' | 'right' }) {
  const { label, content, fits, open, onClose, anchor } = props;
  const classes = useStyles();
  const id = useId();
  if (fits) {
    const Element = anchor === 'left' ? 'nav' : 'aside';
    return (
      <Element
        className={`${classes.side} ${classes[anchor]}`}
        aria-label={label}
      >
        {content}
      </Element>
    );
  }
  return (
    <Drawer
      anchor={anchor}
      open={open}
      onClose={onClose}
      PaperProps={{
        id,
        className: classes.drawer,
        'aria-label': label,
        role: 'dialog',
      }}
    >
      {content}
    </Drawer>
  );
}

/** Conversations, thread and sources side by side; what does not fit becomes a drawer. */
export function ChatColumns(props: {
  left: Side;
  right: Side;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <SideColumn {...props.left} anchor="left" />
      <div className={classes.middle}>{props.children}</div>
      <SideColumn {...props.right} anchor="right" />
    </div>
  );
}
