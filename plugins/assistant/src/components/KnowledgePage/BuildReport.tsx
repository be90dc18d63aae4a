import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { Age } from '../Age';
import { BuildProgressBar } from '../States';

const useStyles = makeStyles(
  theme => ({
    root: { margin: theme.spacing(1, 0, 2), maxWidth: 640 },
    problems: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  }),
  { name: 'AssistantBuildReport' },
);

/** How the running build is doing, or how the last one ended and what it could not read. */
export function BuildReport(props: { build: BuildProgress }) {
  const { build } = props;
  const { state, problems, failure, finishedAt } = build;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const running = state === 'running';
  return (
    <div className={classes.root}>
      <Typography
        variant="body2"
        // told when it changes; the counter of the bar is not, it would not stop talking
        role={state === 'failed' ? 'alert' : 'status'}
        color={state === 'failed' ? 'error' : 'textSecondary'}
      >
        {t(`buildState.${state}`, { reason: failure ?? '' })}{' '}
        {finishedAt && <Age at={finishedAt} />}
      </Typography>
      {running && <BuildProgressBar build={build} />}
      {problems.length > 0 && (
        <>
          <Typography variant="body2">
            {t('knowledge.problems', { count: problems.length })}
          </Typography>
          <ul className={classes.problems}>
            {problems.map(({ source, message }, index) => (
              <li key={index}>
                <Typography variant="body2" color="textSecondary">
                  {t('knowledge.problem', { source, message })}
                </Typography>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
