import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { useReadiness } from '../../hooks/useReadiness';
import { assistantTranslationRef } from '../../translation';
import { useAge } from '../Age';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'center',
      color: theme.palette.text.primary,
      display: 'flex',
      fontSize: theme.typography.pxToRem(12.5),
    },
    dot: {
      borderRadius: '50%',
      height: theme.spacing(1),
      marginRight: theme.spacing(1),
      width: theme.spacing(1),
    },
    ready: { background: theme.palette.success.main },
    building: { background: theme.palette.primary.main },
    empty: { background: theme.palette.text.disabled },
    unavailable: { background: theme.palette.error.main },
  }),
  { name: 'AssistantBaseStatus' },
);

/** Which documents answer now and how old they are, in the header of both pages. */
export function BaseStatus() {
  const { value } = useReadiness();
  return value ? <BaseStatusLine readiness={value} /> : null;
}

function BaseStatusLine(props: { readiness: Readiness }) {
  const { database, documents } = props.readiness;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const age = useAge();
  const state = database.ok ? documents.state : 'unavailable';
  const { generation, builtAt } = documents;
  // while a newer generation is built the active one goes on answering
  const text =
    state !== 'unavailable' && generation !== undefined && builtAt
      ? t('header.ready', { generation: String(generation), age: age(builtAt) })
      : t(`header.${state === 'ready' ? 'empty' : state}`);
  return (
    <Typography component="div" className={classes.root}>
      <span className={`${classes.dot} ${classes[state]}`} aria-hidden="true" />
      {text}
    </Typography>
  );
}
