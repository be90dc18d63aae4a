import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { EntityDiagnosis } from '@smart-assistant/backstage-plugin-assistant-common';
import type { useEntityDiagnosis } from '../../hooks/useEntityDiagnosis';
import { assistantTranslationRef } from '../../translation';
import { FindingCard } from '../FindingCard';
import { HealthLine } from '../HealthLine';
import { FailedState, LoadingState } from '../States';
import { GoldenSignals } from './GoldenSignals';
import { OnCallAccess } from './OnCallAccess';
import { OtherFindings } from './OtherFindings';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(1, 0, 2) },
    outside: { margin: theme.spacing(1, 0) },
  }),
  { name: 'AssistantEntityState' },
);

/** The finding that the line of the entity is about, and the rest that is still of interest. */
function sortFindings({ health, findings }: EntityDiagnosis) {
  const top = findings.find(({ id }) => id === health.finding?.id);
  const others = findings.filter(
    ({ id, state }) => id !== top?.id && state !== 'resolved',
  );
  return { top, others };
}

/** How the entity is now, before anything is asked. */
export function EntityState(props: {
  name: string;
  entityRef: string;
  /** Whether the reader may open entities in full for a time. */
  onCall: boolean;
  diagnosis: ReturnType<typeof useEntityDiagnosis>;
}) {
  const { name, entityRef, onCall, diagnosis } = props;
  const { value, error, loading, reload } = diagnosis;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  if (loading) {
    return <LoadingState label={t('state.loading')} lines={3} />;
  }
  if (!value) {
    return <FailedState error={error} onRetry={reload} />;
  }
  const { health, checkedAt, charts, causeOutside } = value;
  const { top, others } = sortFindings(value);
  const inShort = [top, ...others].some(one => one?.level === 'state');
  return (
    <section
      className={classes.root}
      aria-label={t('health.nowHeading', { name })}
    >
      <HealthLine health={health} checkedAt={checkedAt} />
      {causeOutside && (
        <Typography variant="body2" className={classes.outside}>
          {t('health.causeOutside')}
        </Typography>
      )}
      {top && <FindingCard key={top.id} finding={top} />}
      {onCall && (
        <OnCallAccess
          name={name}
          entityRef={entityRef}
          offer={inShort}
          onChanged={reload}
        />
      )}
      <OtherFindings findings={others} />
      <GoldenSignals charts={charts} findings={value.findings} />
    </section>
  );
}
