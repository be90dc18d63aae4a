import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import type { AnswerView } from '../../conversation/answerView';
import { errorMessage } from '../../conversation/describeFailure';
import { copyableAnswer } from '../../conversation/plainText';
import { useAssistantRoutes } from '../../hooks/useAssistantRoutes';
import { locationWithParams } from '../../hooks/useLocationParams';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { CopyButton } from '../CopyButton';
import { AnswerBasisLine } from './AnswerBasisLine';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      borderTop: `1px solid ${theme.palette.divider}`,
      color: theme.palette.text.secondary,
      columnGap: theme.spacing(1.5),
      display: 'flex',
      flexWrap: 'wrap',
      fontSize: theme.typography.pxToRem(12.5),
      justifyContent: 'space-between',
      paddingTop: theme.spacing(0.5),
    },
    button: {
      color: 'inherit',
      fontSize: 'inherit',
      fontWeight: 400,
      minWidth: 0,
      textTransform: 'none',
    },
    chosen: {
      color: theme.palette.primary.main,
      fontWeight: 500,
    },
  }),
  { name: 'AssistantAnswerFooter' },
);

type Rating = 'helpful' | 'not-helpful';

/** What an answer rests on, and what one can do with it. */
export function AnswerFooter(props: {
  answer: AnswerView;
  /** Absent where the reader may not rate. */
  onRate?(rating: Rating): Promise<void>;
}) {
  const { answer, onRate } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { chat } = useAssistantRoutes();
  const [problem, setProblem] = useState<string>();
  const { origin } = window.location;
  const rate = async (rating: Rating) => {
    setProblem(undefined);
    await onRate?.(rating).catch(error => setProblem(errorMessage(error)));
  };
  const ratingButton = (rating: Rating, label: string) => (
    <PlainButton
      size="small"
      aria-pressed={answer.rating === rating}
      className={`${classes.button} ${
        answer.rating === rating ? classes.chosen : ''
      }`}
      onClick={() => rate(rating)}
    >
      {label}
    </PlainButton>
  );
  return (
    <footer className={classes.root}>
      <AnswerBasisLine answer={answer} />
      <div>
        {onRate && ratingButton('helpful', t('footer.helpful'))}
        {onRate && ratingButton('not-helpful', t('footer.notHelpful'))}
        <CopyButton
          className={classes.button}
          text={() => copyableAnswer(answer, origin)}
          name={t('copy.answerName')}
        />
        {answer.answerId && chat && (
          <CopyButton
            className={classes.button}
            text={() =>
              `${origin}${locationWithParams(chat, {
                answer: answer.answerId,
              })}`
            }
            label={t('footer.share')}
            doneLabel={t('footer.linkCopied')}
            name={t('footer.shareName')}
          />
        )}
      </div>
      {problem && (
        <Typography role="alert" variant="body2" color="error">
          {t('footer.ratingFailed', { message: problem })}
        </Typography>
      )}
    </footer>
  );
}
