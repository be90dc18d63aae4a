import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { assistantTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({
    '@keyframes assistantBlink': { '50%': { opacity: 0.3 } },
    root: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(14),
      margin: theme.spacing(0.5, 0),
    },
    mark: {
      animation: '$assistantBlink 1.2s ease-in-out infinite',
      background: theme.palette.primary.main,
      borderRadius: '50%',
      display: 'inline-block',
      height: theme.spacing(1),
      marginRight: theme.spacing(1),
      width: theme.spacing(1),
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
  }),
  { name: 'AssistantAnswerWorking' },
);

/** Shows that an answer is under way; it holds still for those who asked for less motion. */
export function AnswerWorking(props: { begun: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <p className={classes.root}>
      <span className={classes.mark} aria-hidden="true" />
      {props.begun ? t('answer.streaming') : t('answer.working')}
    </p>
  );
}
