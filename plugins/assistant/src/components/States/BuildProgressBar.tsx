import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';

const useStyles = makeStyles(
  theme => ({ bar: { margin: theme.spacing(1, 0, 0.5) } }),
  { name: 'AssistantBuildProgressBar' },
);

/** How far a running build is, in words and as a bar. */
export function BuildProgressBar(props: { build: BuildProgress }) {
  const { phase, done, total } = props.build;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const number = new Intl.NumberFormat(tag);
  const known = total > 0;
  const words = known
    ? t('knowledge.progress', {
        phase: t(`phase.${phase}`),
        done: number.format(done),
        total: number.format(total),
      })
    : t(`phase.${phase}`);
  return (
    <>
      <LinearProgress
        className={classes.bar}
        aria-label={t('knowledge.progressLabel')}
        aria-valuetext={words}
        variant={known ? 'determinate' : 'indeterminate'}
        value={known ? Math.min(100, (100 * done) / total) : undefined}
      />
      <Typography variant="body2" color="textSecondary">
        {words}
      </Typography>
    </>
  );
}
