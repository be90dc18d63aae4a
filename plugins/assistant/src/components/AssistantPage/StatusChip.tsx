import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { toneColor } from '../EvidenceChart';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 999,
      color: theme.palette.text.primary,
      display: 'flex',
      fontSize: theme.typography.pxToRem(12.5),
      padding: theme.spacing(0.25, 1.25),
      whiteSpace: 'nowrap',
    },
    dot: {
      borderRadius: '50%',
      height: theme.spacing(1),
      marginRight: theme.spacing(1),
      width: theme.spacing(1),
    },
    ready: { background: theme.palette.success.main },
    building: { background: theme.palette.primary.main },
    old: { background: toneColor(theme, 'victim') },
    empty: { background: theme.palette.text.disabled },
    unavailable: { background: theme.palette.error.main },
  }),
  { name: 'AssistantStatusChip' },
);

/** A few words about a base; the dot repeats them in colour. */
export function StatusChip(props: {
  tone: 'ready' | 'building' | 'old' | 'empty' | 'unavailable';
  title?: string;
  children: ReactNode;
}) {
  const { tone, title, children } = props;
  const classes = useStyles();
  return (
    <div className={classes.root} title={title}>
      <span
        className={`${classes.dot} ${classes[tone]}`}
        data-tone={tone}
        aria-hidden="true"
      />
      {children}
    </div>
  );
}
