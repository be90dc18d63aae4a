import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { ACCESS_GRANT_HOURS } from '@smart-assistant/backstage-plugin-assistant-common';
import { type FormEvent, useId, useRef, useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

/** What the server asks of a reason. */
const MIN_LENGTH = 5;
const MAX_LENGTH = 500;

/** Asks why, because the owners will. */
export function OpenAccessDialog(props: {
  name: string;
  onOpen(reason: string): void;
  onClose(): void;
}) {
  const { name, onOpen, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const fieldId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState('');
  const ready = reason.trim().length >= MIN_LENGTH;
  const hours = String(ACCESS_GRANT_HOURS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      onOpen(reason.trim());
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      TransitionProps={{ onEntered: () => field.current?.focus() }}
      onClose={onClose}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>
          {t('grants.title', { name, hours })}
        </DialogTitle>
        <DialogContent>
          <DialogContentText>{t('grants.text')}</DialogContentText>
          <TextField
            inputRef={field}
            fullWidth
            multiline
            id={fieldId}
            label={t('grants.reason')}
            helperText={t('grants.tooShort', { min: String(MIN_LENGTH) })}
            value={reason}
            inputProps={{ maxLength: MAX_LENGTH }}
            onChange={event => setReason(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
          <PlainButton type="submit" color="primary" disabled={!ready}>
            {t('grants.open', { hours })}
          </PlainButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
