import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import type { FindingHandlingRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { useId, useState } from 'react';
import { fromFieldValue, toFieldValue } from '../../conversation/timeChoice';
import { assistantTranslationRef } from '../../translation';
import { HandlingDialog } from './HandlingDialog';

/** How long a finding is muted if nobody says otherwise: the rest of a shift. */
const USUAL_MS = 4 * 60 * 60 * 1000;

/** Asks why and until when a finding is to be quiet. */
export function MuteDialog(props: {
  busy: boolean;
  problem?: string;
  onMute(request: FindingHandlingRequest): void;
  onClose(): void;
}) {
  const { busy, problem, onMute, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const fieldId = useId();
  const [opened] = useState(() => Date.now());
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(toFieldValue(opened + USUAL_MS));
  const until = fromFieldValue(end);
  const past = until !== undefined && Date.parse(until) <= opened;
  return (
    <HandlingDialog
      title={t('finding.muteTitle')}
      text={t('finding.muteText')}
      label={t('finding.muteReason')}
      confirm={t('finding.mute')}
      value={reason}
      onChange={setReason}
      valid={until !== undefined && !past}
      busy={busy}
      problem={problem}
      onClose={onClose}
      onConfirm={() => {
        if (until) {
          onMute({ action: 'mute', reason: reason.trim(), until });
        }
      }}
    >
      <TextField
        fullWidth
        margin="normal"
        type="datetime-local"
        id={fieldId}
        label={t('finding.muteUntil')}
        value={end}
        error={past}
        helperText={past ? t('finding.mutePast') : undefined}
        InputLabelProps={{ shrink: true }}
        onChange={event => setEnd(event.target.value)}
      />
    </HandlingDialog>
  );
}
