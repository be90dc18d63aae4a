import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  type TelemetryBaseStatus,
  assistantBaseManagePermission,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useState } from 'react';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import type { useTelemetryBase } from '../../hooks/useTelemetryBase';
import { assistantTranslationRef } from '../../translation';
import { toneColor } from '../EvidenceChart';
import { useFreshness } from '../HealthLine';
import { PlainButton } from '../PlainButton';
import { MappingReport } from './MappingReport';
import { PurgeDialog } from './PurgeDialog';
import { TelemetrySources } from './TelemetrySources';
import { TelemetryVersions } from './TelemetryVersions';
import { formatBytes } from './formatAmount';

const useStyles = makeStyles(
  theme => ({
    problem: { color: toneColor(theme, 'broken') },
    purge: { marginTop: theme.spacing(2) },
  }),
  { name: 'AssistantTelemetryBase' },
);

/** The telemetry base: its sources, what belongs to what, its versions, and what the reader may do to it. */
export function TelemetryBase(props: {
  base: ReturnType<typeof useTelemetryBase>;
  status: TelemetryBaseStatus;
}) {
  const { base, status } = props;
  const { version, at, bytes, sources, mapping } = status;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const age = useFreshness();
  const [purging, setPurging] = useState(false);
  const { allowed, loading } = usePermission({
    permission: assistantBaseManagePermission,
  });
  if (sources.length === 0 && version === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('knowledge.telemetryText')}
      </Typography>
    );
  }
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {at
          ? t('telemetry.summary', {
              version: new Intl.NumberFormat(tag).format(version),
              age: age(at),
              size: formatBytes(bytes, tag),
            })
          : t('telemetry.summaryEmpty')}{' '}
        {!allowed && !loading && t('telemetry.readOnly')}
      </Typography>
      {base.problem && (
        <Typography variant="body2" className={classes.problem} role="alert">
          {t('telemetry.actionFailed', { message: base.problem })}
        </Typography>
      )}
      <TelemetrySources sources={sources} />
      <MappingReport mapping={mapping} />
      <TelemetryVersions
        status={status}
        busy={base.busy}
        onBack={allowed ? base.goBack : undefined}
        onUndo={allowed ? base.undo : undefined}
      />
      {allowed && (
        <PlainButton
          size="small"
          variant="outlined"
          className={classes.purge}
          disabled={base.busy}
          onClick={() => setPurging(true)}
        >
          {t('telemetry.purge')}
        </PlainButton>
      )}
      {purging && (
        <PurgeDialog
          onClose={() => setPurging(false)}
          onPurge={request => {
            setPurging(false);
            base.purge(request);
          }}
        />
      )}
    </>
  );
}
