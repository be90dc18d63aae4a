import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EntityHealth,
  HealthOverview,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { Checked } from '../HealthLine';
import { PlainButton } from '../PlainButton';
import { HealthRow } from './HealthRow';
import { countUnknown } from './useHealthHeadline';

/** Rows before somebody asks for the rest. */
const SHOWN = 6;

const useStyles = makeStyles(
  theme => ({
    list: {
      listStyle: 'none',
      margin: theme.spacing(1.5, 0, 0),
      padding: 0,
    },
    soft: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(13),
    },
    line: { margin: theme.spacing(1, 0, 0) },
  }),
  { name: 'AssistantHealthSummary' },
);

/** Below the headline: what fails, what is folded away, and of when all of it is. */
export function HealthSummary(props: {
  health: HealthOverview;
  onAsk(question: string, about: EntityHealth): void;
}) {
  const { health, onAsk } = props;
  const { entities, chronic, muted, checkedAt } = health;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const [all, setAll] = useState(false);
  const failing = entities.filter(({ state }) => state === 'attention');
  const hidden = all ? 0 : Math.max(0, failing.length - SHOWN);
  const unknown = countUnknown(health);
  const folded = [
    chronic > 0 && t('health.chronic', { count: chronic }),
    muted > 0 && t('health.muted', { count: muted }),
  ].filter(Boolean);
  const soft = `${classes.soft} ${classes.line}`;
  return (
    <>
      <Checked at={checkedAt} className={classes.soft} />
      {failing.length > 0 && (
        <ul className={classes.list} aria-label={t('health.list')}>
          {failing.slice(0, failing.length - hidden).map(one => (
            <HealthRow key={one.entity.entityRef} health={one} onAsk={onAsk} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <PlainButton size="small" color="primary" onClick={() => setAll(true)}>
          {t('health.showAll', { count: hidden })}
        </PlainButton>
      )}
      {folded.length > 0 && (
        <Typography component="p" className={soft}>
          {folded.join(' · ')}
        </Typography>
      )}
      {unknown > 0 && (
        <Typography component="p" className={soft}>
          {t('health.notKnown', { count: unknown })}
        </Typography>
      )}
    </>
  );
}
