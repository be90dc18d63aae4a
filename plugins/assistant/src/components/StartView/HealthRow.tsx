import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { StateDot, useHealthWords } from '../HealthLine';
import { PlainButton } from '../PlainButton';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      borderTop: `1px solid ${theme.palette.divider}`,
      columnGap: theme.spacing(1.5),
      display: 'flex',
      padding: theme.spacing(1, 0),
      '&:last-child': { borderBottom: `1px solid ${theme.palette.divider}` },
    },
    words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    name: { fontWeight: 500 },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
    },
    ask: { flexShrink: 0 },
  }),
  { name: 'AssistantHealthRow' },
);

/** One service that needs attention: what, since when, and the question about it. */
export function HealthRow(props: {
  health: EntityHealth;
  onAsk(question: string, about: EntityHealth): void;
}) {
  const { health, onAsk } = props;
  const { entityRef, title } = health.entity;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const words = useHealthWords();
  const question = words.question(health);
  const details = words.details(health);
  return (
    <li className={classes.root}>
      <StateDot health={health} />
      <div className={classes.words}>
        <div className={classes.name}>
          <EntityRefLink entityRef={entityRef} hideIcon disableTooltip>
            {title}
          </EntityRefLink>
        </div>
        <div>{words.state(health)}</div>
        {details && <div className={classes.soft}>{details}</div>}
      </div>
      <PlainButton
        size="small"
        variant="outlined"
        color="primary"
        className={classes.ask}
        aria-label={`${t('health.ask')}: ${question}`}
        onClick={() => onAsk(question, health)}
      >
        {t('health.ask')}
      </PlainButton>
    </li>
  );
}
