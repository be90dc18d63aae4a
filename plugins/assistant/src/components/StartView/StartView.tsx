import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Overview } from '@smart-assistant/backstage-plugin-assistant-common';
import type { useOverview } from '../../hooks/useOverview';
import { useQuietRefresh } from '../../hooks/useQuietRefresh';
import { assistantTranslationRef } from '../../translation';
import { useHiddenStyles } from '../Announcer';
import { FailedState, LoadingState } from '../States';
import { Suggestions } from '../Thread';
import { GrantedAccess } from './GrantedAccess';
import { HealthSummary } from './HealthSummary';
import { NothingRead } from './NothingRead';
import { OwnedLine } from './OwnedLine';
import { useHealthHeadline } from './useHealthHeadline';

/** Questions that are drafted. */
const DRAFTED = 4;

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

/** What a question from the start page is about, where the page knows it. */
export type AskedAbout = { entityRef: string; environment?: string };

/** The state of what somebody owns, if it is known of anything. */
function healthOf(overview: Overview | undefined) {
  const { health, ownedTotal = 0 } = overview ?? {};
  return health?.telemetry && health.total > 0 && ownedTotal > 0
    ? health
    : undefined;
}

/** What the chat greets with: the state of what the reader owns, and questions to begin with. */
export function StartView(props: {
  overview: ReturnType<typeof useOverview>;
  onChoose(question: string, about?: AskedAbout): void;
}) {
  const { overview, onChoose } = props;
  const { value, error, loading, reload } = overview;
  useQuietRefresh(overview);
  const classes = useStyles();
  const { hidden } = useHiddenStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const headline = useHealthHeadline();
  const health = healthOf(value);
  return (
    <section aria-labelledby="assistant-start">
      <Typography
        id="assistant-start"
        component="h2"
        // another line takes its place as soon as the state is known
        className={loading ? hidden : classes.heading}
      >
        {health ? headline(health) : t('start.heading')}
      </Typography>
      {loading && <LoadingState label={t('state.loading')} />}
      {error !== undefined && !value && (
        <FailedState error={error} onRetry={reload} />
      )}
      {health && (
        <HealthSummary
          health={health}
          onAsk={(question, { entity: { entityRef }, environment }) =>
            onChoose(question, {
              entityRef,
              ...(environment && { environment }),
            })
          }
        />
      )}
      {value && !health && <OwnedLine overview={value} />}
      {value && !value.health?.telemetry && <NothingRead />}
      {value && <GrantedAccess grants={value.accessGrants ?? []} />}
      {value && value.suggestions.length > 0 && (
        <div className={classes.suggestions}>
          <Typography variant="body2" color="textSecondary">
            {t('start.suggestions')}
          </Typography>
          <Suggestions
            label={t('start.suggestions')}
            suggestions={value.suggestions.slice(0, DRAFTED)}
            onChoose={question => onChoose(question)}
          />
        </div>
      )}
    </section>
  );
}
