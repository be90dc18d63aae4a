import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EntityDiagnosis,
  EntityHealth,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useEntityDiagnosis } from '../../hooks/useEntityDiagnosis';
import { useEntityTab } from '../../hooks/useEntityTab';
import { assistantTranslationRef } from '../../translation';
import { detailOfChange } from '../FindingCard';
import { HealthLine, useHealthWords } from '../HealthLine';
import { FailedState, LoadingState } from '../States';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontWeight: 500,
      marginTop: theme.spacing(1),
      overflowWrap: 'anywhere',
    },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      overflowWrap: 'anywhere',
    },
    ask: { marginTop: theme.spacing(1.5) },
  }),
  { name: 'AssistantEntityHealthCard' },
);

/** What the first finding says, in short. */
function TopFinding(props: { diagnosis: EntityDiagnosis }) {
  const { health, findings, causeOutside } = props.diagnosis;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const words = useHealthWords();
  const finding = findings.find(({ id }) => id === health.finding?.id);
  const details = words.details(health);
  return (
    <>
      <Typography className={classes.title}>{words.state(health)}</Typography>
      {details && <div className={classes.soft}>{details}</div>}
      {finding?.change && (
        <Typography variant="body2">
          {t('finding.changed')}:{' '}
          {[finding.change.text, detailOfChange(finding.change)]
            .filter(Boolean)
            .join(', ')}
        </Typography>
      )}
      {causeOutside && health.finding && (
        <Typography variant="body2">{t('health.causeOutside')}</Typography>
      )}
    </>
  );
}

/** To the tab, with the question that fits; where nothing is known there is none. */
function AskLink(props: { health: EntityHealth }) {
  const { health } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(assistantTranslationRef);
  const words = useHealthWords();
  const tab = useEntityTab(entity);
  const question = words.question(health);
  return health.state === 'unknown' ? (
    <Link to={tab()}>{t('entity.heading', { name: health.entity.title })}</Link>
  ) : (
    <Link to={tab(question)}>
      {t('health.ask')}: {question}
    </Link>
  );
}

/** State of an entity and its first finding, on the overview page of the entity. */
export function EntityHealthCard() {
  const { entity } = useEntity();
  const { value, error, loading, reload } = useEntityDiagnosis(
    stringifyEntityRef(entity),
  );
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <EntityInfoCard title={t('health.card')}>
      {loading && <LoadingState label={t('state.loading')} lines={2} />}
      {error !== undefined && !value && (
        <FailedState error={error} onRetry={reload} />
      )}
      {value && (
        <HealthLine health={value.health} checkedAt={value.checkedAt} />
      )}
      {value?.health.state === 'attention' && <TopFinding diagnosis={value} />}
      {value && (
        <Typography variant="body2" className={classes.ask}>
          <AskLink health={value.health} />
        </Typography>
      )}
    </EntityInfoCard>
  );
}
