import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerView } from '../../conversation/answerView';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { useFailureWords } from '../States';

const useStyles = makeStyles(
  theme => ({
    note: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      margin: theme.spacing(1, 0),
    },
    failure: {
      borderLeft: `3px solid ${theme.palette.error.main}`,
      margin: theme.spacing(1, 0),
      paddingLeft: theme.spacing(1.5),
    },
    retry: { marginTop: theme.spacing(1) },
  }),
  { name: 'AssistantAnswerNotices' },
);

/** What did not go as it should: calm when the answer goes on, an alert with a way on when not. */
export function AnswerNotices(props: { answer: AnswerView; onRetry?(): void }) {
  const { answer, onRetry } = props;
  const { status, problems, failure } = answer;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const failureWords = useFailureWords();
  const minor = problems.filter(({ fatal }) => !fatal);
  const fatal = problems.filter(problem => problem.fatal);
  return (
    <>
      {minor.map(({ message, remedy }, index) => (
        <p key={index} className={classes.note}>
          {[message, remedy].filter(Boolean).join(' ')}
        </p>
      ))}
      {status === 'reconnecting' && (
        <p className={classes.note} role="status">
          {t('answer.reconnecting')}
        </p>
      )}
      {status === 'stopped' && (
        <p className={classes.note}>{t('answer.stopped')}</p>
      )}
      {status === 'withheld' && (
        <Typography variant="body2" color="textSecondary">
          {t('answer.withheld')}
        </Typography>
      )}
      {status === 'failed' && (
        <div className={classes.failure} role="alert">
          <Typography variant="body2">
            {failure ? failureWords(failure) : t('answer.failed')}
          </Typography>
          {fatal.map(({ message, remedy }, index) => (
            <Typography key={index} variant="body2" color="textSecondary">
              {[message, remedy].filter(Boolean).join(' ')}
            </Typography>
          ))}
          {onRetry && (
            <PlainButton
              size="small"
              variant="outlined"
              className={classes.retry}
              onClick={onRetry}
            >
              {t('answer.retry')}
            </PlainButton>
          )}
        </div>
      )}
    </>
  );
}
