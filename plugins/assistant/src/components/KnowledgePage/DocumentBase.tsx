import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  type DocumentBaseStatus,
  assistantBaseManagePermission,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { useDocumentBase } from '../../hooks/useDocumentBase';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { useAge } from '../Age';
import { BuildReport } from './BuildReport';
import { GenerationsTable } from './GenerationsTable';

const useStyles = makeStyles(
  theme => ({
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      margin: theme.spacing(2, 0),
    },
  }),
  { name: 'AssistantDocumentBase' },
);

/** The document base: how it is built, its generations, and what the reader may do to it. */
export function DocumentBase(props: {
  base: ReturnType<typeof useDocumentBase>;
  status: DocumentBaseStatus;
}) {
  const { base, status } = props;
  const { build, previous, nextBuildAt, sources } = status;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const age = useAge();
  const { allowed, loading } = usePermission({
    permission: assistantBaseManagePermission,
  });
  const running = build?.state === 'running';
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {sources.length > 0 &&
          `${t('knowledge.sources', { sources: sources.join(', ') })} `}
        {nextBuildAt
          ? t('knowledge.nextBuild', { when: age(nextBuildAt) })
          : t('knowledge.noNextBuild')}
      </Typography>
      {allowed && (
        <div className={classes.actions}>
          {running ? (
            <PlainButton
              variant="outlined"
              disabled={base.busy}
              onClick={() => base.cancel(build.buildId)}
            >
              {t('knowledge.cancel')}
            </PlainButton>
          ) : (
            <PlainButton
              color="primary"
              variant="contained"
              disabled={base.busy}
              onClick={base.build}
            >
              {t('knowledge.build')}
            </PlainButton>
          )}
          {previous !== undefined && (
            <PlainButton
              variant="outlined"
              disabled={base.busy}
              onClick={base.rollback}
            >
              {t('knowledge.back', { number: String(previous) })}
            </PlainButton>
          )}
        </div>
      )}
      {!allowed && !loading && (
        <Typography variant="body2" color="textSecondary">
          {t('knowledge.readOnly')}
        </Typography>
      )}
      {base.problem && (
        <Typography variant="body2" color="error" role="alert">
          {t('knowledge.actionFailed', { message: base.problem })}
        </Typography>
      )}
      {build && <BuildReport build={build} />}
      <GenerationsTable
        generations={status.generations}
        active={status.active}
        busy={base.busy}
        onUse={allowed ? base.activate : undefined}
      />
    </>
  );
}
