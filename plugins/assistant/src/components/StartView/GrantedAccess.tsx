import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AccessGrant } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId } from 'react';
import { useNow } from '../../hooks/useNow';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';
import { formatClock } from '../EvidenceChart';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2) },
    list: { margin: theme.spacing(0.5, 0), paddingLeft: theme.spacing(3) },
  }),
  { name: 'AssistantGrantedAccess' },
);

/** Who on call has something of the reader open in full, until when and why. */
export function GrantedAccess(props: { grants: AccessGrant[] }) {
  const { grants } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const now = useNow(60_000);
  const headingId = useId();
  return grants.length > 0 ? (
    <section className={classes.root} aria-labelledby={headingId}>
      <Typography id={headingId} variant="body2" color="textSecondary">
        {t('grants.heading')}
      </Typography>
      <ul className={classes.list}>
        {grants.map(({ id, user, entity, reason, expiresAt }) => (
          <Typography key={id} variant="body2" component="li">
            {t('grants.entry', {
              user: user.title,
              entity: entity.title,
              until: formatClock(Date.parse(expiresAt), tag, now),
              reason,
            })}
          </Typography>
        ))}
      </ul>
    </section>
  ) : null;
}
