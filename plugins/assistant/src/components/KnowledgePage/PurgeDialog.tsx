import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import type { TelemetryPurgeRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { type FormEvent, useId, useState } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';
import { PurgeFields } from './PurgeFields';
import { emptyForm, readPurgeForm } from './purgeForm';

/** Asks what to delete, and for a word that nobody types by chance. */
export function PurgeDialog(props: {
  onPurge(request: TelemetryPurgeRequest): void;
  onClose(): void;
}) {
  const { onPurge, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const wordId = useId();
  const [form, setForm] = useState(emptyForm);
  const [typed, setTyped] = useState('');
  const { request, problems, empty } = readPurgeForm(form);
  const word = t('telemetry.purgeWord');
  const ready =
    !empty &&
    !Object.values(problems).some(Boolean) &&
    typed.trim().toLocaleLowerCase() === word;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      onPurge(request);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={onClose}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{t('telemetry.purgeTitle')}</DialogTitle>
        <DialogContent>
          <DialogContentText>{t('telemetry.purgeText')}</DialogContentText>
          <PurgeFields
            form={form}
            problems={problems}
            onChange={changes => setForm({ ...form, ...changes })}
          />
          <TextField
            fullWidth
            margin="normal"
            id={wordId}
            label={t('telemetry.purgeConfirm', { word })}
            helperText={empty ? t('telemetry.purgeNothing') : ' '}
            value={typed}
            autoComplete="off"
            onChange={event => setTyped(event.target.value)}
          />
        </DialogContent>
        <DialogActions>
          <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
          <PlainButton type="submit" color="secondary" disabled={!ready}>
            {t('telemetry.purgeAction')}
          </PlainButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
