import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerView } from '../../conversation/answerView';
import {
  AnswerSourcesProvider,
  useSourceHighlight,
} from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { SourceEntry } from './SourceEntry';

const useStyles = makeStyles(
  theme => ({
    head: {
      alignItems: 'center',
      display: 'flex',
      justifyContent: 'space-between',
      minHeight: theme.spacing(4),
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
  }),
  { name: 'AssistantSourcesPanel' },
);

/** The sources of the answer that is looked at: the one whose number was touched, else the latest. */
export function SourcesPanel(props: {
  answers: AnswerView[];
  /** Shows a way to close, in a drawer. */
  onClose?(): void;
}) {
  const { answers, onClose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { shownAnswer } = useSourceHighlight();
  const withSources = answers.filter(({ citations }) => citations.length > 0);
  const answer =
    withSources.find(({ key }) => key === shownAnswer) ?? withSources.at(-1);
  return (
    <>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h2">
          {t('sources.heading')}
        </Typography>
        {onClose && (
          <PlainButton
            size="small"
            onClick={onClose}
            aria-label={t('sources.close')}
          >
            {t('state.close')}
          </PlainButton>
        )}
      </div>
      {answer ? (
        <AnswerSourcesProvider value={answer}>
          <ol className={classes.list}>
            {answer.citations.map(citation => (
              <SourceEntry key={citation.number} citation={citation} />
            ))}
          </ol>
        </AnswerSourcesProvider>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('sources.none')}
        </Typography>
      )}
    </>
  );
}
