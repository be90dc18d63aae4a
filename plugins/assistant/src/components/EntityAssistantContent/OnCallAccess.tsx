import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ACCESS_GRANT_HOURS } from '@smart-assistant/backstage-plugin-assistant-common';
import { useState } from 'react';
import { useAccessGrants } from '../../hooks/useAccessGrants';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock, toneColor } from '../EvidenceChart';
import { PlainButton } from '../PlainButton';
import { OpenAccessDialog } from './OpenAccessDialog';

const useStyles = makeStyles(
  theme => ({
    problem: { color: toneColor(theme, 'broken') },
    root: { margin: theme.spacing(1, 0) },
  }),
  { name: 'AssistantOnCallAccess' },
);

/** Lets somebody on call open what is told in short, for a few hours and with a reason. */
export function OnCallAccess(props: {
  name: string;
  entityRef: string;
  /** Whether there is something that is told in short. */
  offer: boolean;
  onChanged(): void;
}) {
  const { name, entityRef, offer, onChanged } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const access = useAccessGrants(onChanged);
  const { grants, busy, problem, possible } = access;
  const grant = grants.find(
    one =>
      one.entity.entityRef === entityRef && Date.parse(one.expiresAt) > now,
  );
  if (!possible || (!grant && !offer)) {
    return null;
  }
  return (
    <div className={classes.root}>
      {grant ? (
        <Typography variant="body2" component="div">
          {t('grants.until', {
            until: formatClock(Date.parse(grant.expiresAt), tag, now),
          })}{' '}
          <PlainButton
            size="small"
            color="primary"
            disabled={busy}
            onClick={() => access.close(grant.id)}
          >
            {t('grants.close')}
          </PlainButton>
        </Typography>
      ) : (
        <PlainButton
          size="small"
          variant="outlined"
          color="primary"
          disabled={busy}
          onClick={() => setAsking(true)}
        >
          {t('grants.open', { hours: String(ACCESS_GRANT_HOURS) })}
        </PlainButton>
      )}
      {problem && (
        <Typography variant="body2" className={classes.problem} role="alert">
          {t('telemetry.actionFailed', { message: problem })}
        </Typography>
      )}
      {asking && (
        <OpenAccessDialog
          name={name}
          onClose={() => setAsking(false)}
          onOpen={reason => {
            setAsking(false);
            access.open({ entityRef, reason });
          }}
        />
      )}
    </div>
  );
}
