import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { useOverview } from '../../hooks/useOverview';
import { assistantTranslationRef } from '../../translation';
import { FailedState, LoadingState } from '../States';
import { Suggestions } from '../Thread';
import { OwnedLine } from './OwnedLine';

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: theme.typography.pxToRem(22),
      fontWeight: 500,
      margin: theme.spacing(3, 0, 1),
    },
    suggestions: { marginTop: theme.spacing(3) },
  }),
  { name: 'AssistantStartView' },
);

/** What the chat greets with: what the reader owns, and questions to begin with. */
export function StartView(props: {
  overview: ReturnType<typeof useOverview>;
  onChoose(question: string): void;
}) {
  const { overview, onChoose } = props;
  const { value, error, loading, reload } = overview;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <section aria-labelledby="assistant-start">
      <Typography
        id="assistant-start"
        component="h2"
        className={classes.heading}
      >
        {t('start.heading')}
      </Typography>
      {loading && <LoadingState label={t('state.loading')} />}
      {error !== undefined && !value && (
        <FailedState error={error} onRetry={reload} />
      )}
      {value && (
        <>
          <OwnedLine overview={value} />
          {value.suggestions.length > 0 && (
            <div className={classes.suggestions}>
              <Typography variant="body2" color="textSecondary">
                {t('start.suggestions')}
              </Typography>
              <Suggestions
                label={t('start.suggestions')}
                suggestions={value.suggestions}
                onChoose={onChoose}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
}
