import { makeStyles } from '@material-ui/core/styles';
import { useHiddenStyles } from '../Announcer';

const useStyles = makeStyles(
  theme => ({
    '@keyframes assistantPulse': { '50%': { opacity: 0.5 } },
    line: {
      animation: '$assistantPulse 1.5s ease-in-out infinite',
      background: theme.palette.action.hover,
      borderRadius: theme.shape.borderRadius,
      height: theme.spacing(2.5),
      margin: theme.spacing(1.5, 0),
      '&:nth-child(3n)': { width: '60%' },
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
  }),
  { name: 'AssistantLoadingState' },
);

/** The shape of what comes, with its name for screen readers. */
export function LoadingState(props: { label: string; lines?: number }) {
  const { label, lines = 4 } = props;
  const classes = useStyles();
  const { hidden } = useHiddenStyles();
  return (
    <div role="status">
      <span className={hidden}>{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={classes.line} aria-hidden="true" />
      ))}
    </div>
  );
}
