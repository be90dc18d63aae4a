import { makeStyles } from '@material-ui/core/styles';

export const useHiddenStyles = makeStyles(
  {
    hidden: {
      clip: 'rect(0 0 0 0)',
      clipPath: 'inset(50%)',
      height: 1,
      overflow: 'hidden',
      position: 'absolute',
      whiteSpace: 'nowrap',
      width: 1,
    },
  },
  { name: 'AssistantHidden' },
);

/**
 * Says something once to screen readers. The visible answer streams elsewhere, in an element that
 * is not live: announcing each piece would flood the listener.
 */
export function Announcer(props: { message: string }) {
  const classes = useHiddenStyles();
  return (
    <div className={classes.hidden} role="status" aria-live="polite">
      {props.message}
    </div>
  );
}
