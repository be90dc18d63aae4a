import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { FindingHandlingRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { MuteDialog } from './MuteDialog';
import type { useFindingHandling } from './useFindingHandling';
import { WrongCauseDialog } from './WrongCauseDialog';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap' },
    button: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      fontWeight: 400,
      minWidth: 0,
    },
    note: { fontSize: theme.typography.pxToRem(12.5), width: '100%' },
  }),
  { name: 'AssistantFindingActions' },
);

/** What a person can say about a finding: seen, not now, not so. */
export function FindingActions(props: {
  handling: ReturnType<typeof useFindingHandling>;
}) {
  const { finding, busy, problem, forget, handle } = props.handling;
  const { title, state } = finding;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const [dialog, setDialog] = useState<'mute' | 'wrong-cause'>();
  const [trueCause, setTrueCause] = useState<string>();
  const open = (next: typeof dialog) => {
    forget();
    setDialog(next);
  };
  const act = async (request: FindingHandlingRequest) => {
    if (await handle(request)) {
      setDialog(undefined);
      if (request.action === 'wrong-cause') {
        setTrueCause(request.trueCause);
      }
    }
  };
  const shared = { busy, problem, onClose: () => open(undefined) };
  const button = (label: string, onClick: () => void) => (
    <PlainButton
      size="small"
      className={classes.button}
      disabled={busy}
      onClick={onClick}
    >
      {label}
    </PlainButton>
  );
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('finding.actions', { title })}
    >
      {state === 'active' &&
        button(t('finding.acknowledge'), () => act({ action: 'acknowledge' }))}
      {(state === 'active' || state === 'acknowledged') &&
        button(t('finding.mute'), () => open('mute'))}
      {(state === 'acknowledged' || state === 'muted') &&
        button(t('finding.reopen'), () => act({ action: 'reopen' }))}
      {button(t('finding.wrongCause'), () => open('wrong-cause'))}
      {problem && !dialog && (
        <Typography role="alert" color="error" className={classes.note}>
          {t('finding.failed', { message: problem })}
        </Typography>
      )}
      {trueCause !== undefined && (
        <Typography
          role="status"
          color="textSecondary"
          className={classes.note}
        >
          {t('finding.causeNoted', { cause: trueCause })}
        </Typography>
      )}
      {dialog === 'mute' && <MuteDialog {...shared} onMute={act} />}
      {dialog === 'wrong-cause' && (
        <WrongCauseDialog
          {...shared}
          onTell={cause => act({ action: 'wrong-cause', trueCause: cause })}
        />
      )}
    </div>
  );
}
