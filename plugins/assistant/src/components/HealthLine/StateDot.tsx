import { makeStyles } from '@material-ui/core/styles';
import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { toneColor } from '../EvidenceChart';
import { severityTone } from '../FindingCard';

const useStyles = makeStyles(
  theme => ({
    root: {
      border: '2px solid currentColor',
      borderRadius: '50%',
      boxSizing: 'border-box',
      display: 'inline-block',
      flexShrink: 0,
      height: 10,
      width: 10,
    },
    broken: {
      background: 'currentColor',
      color: toneColor(theme, 'broken'),
    },
    victim: {
      background: 'currentColor',
      color: toneColor(theme, 'victim'),
    },
    calm: { background: 'currentColor', color: theme.palette.text.secondary },
    unknown: { color: theme.palette.text.secondary },
  }),
  { name: 'AssistantStateDot' },
);

/** The tone of a state: red is broken, amber is hit by something else, grey is healthy, hollow unknown. */
export function stateTone(health: Pick<EntityHealth, 'state' | 'finding'>) {
  const { state, finding } = health;
  if (state === 'unknown') {
    return 'unknown';
  }
  if (state === 'healthy') {
    return 'calm';
  }
  // somebody works on it: no need to shout
  if (finding?.state === 'acknowledged') {
    return 'calm';
  }
  return finding ? severityTone(finding.severity) : 'victim';
}

/** Repeats in colour what words beside it say. */
export function StateDot(props: {
  health: Pick<EntityHealth, 'state' | 'finding'>;
}) {
  const classes = useStyles();
  const tone = stateTone(props.health);
  return (
    <span
      className={`${classes.root} ${classes[tone]}`}
      data-tone={tone}
      aria-hidden="true"
    />
  );
}
