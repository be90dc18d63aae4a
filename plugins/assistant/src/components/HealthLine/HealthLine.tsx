import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { Checked } from './Checked';
import { StateDot } from './StateDot';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'baseline',
      columnGap: theme.spacing(1),
      display: 'flex',
      flexWrap: 'wrap',
    },
    checked: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
    },
  }),
  { name: 'AssistantHealthLine' },
);

/** State of an entity in one line, and of when that is. */
export function HealthLine(props: { health: EntityHealth; checkedAt: string }) {
  const { health, checkedAt } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const words = health.state === 'attention' ? 'needsAttention' : health.state;
  return (
    <Typography component="p" className={classes.root}>
      <StateDot health={health} />
      <span>{t(`health.${words}`)}</span>
      <Checked at={checkedAt} className={classes.checked} />
    </Typography>
  );
}
