import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { type FormEvent, useId, useState } from 'react';
import {
  type TimeChoice,
  fromFieldValue,
  toFieldValue,
} from '../../conversation/timeChoice';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

const HOUR_MS = 60 * 60 * 1000;

/** Asks for a moment or a window in the past. */
export function TimeDialog(props: {
  kind: 'at' | 'window';
  onChoose(choice: TimeChoice): void;
  onClose(): void;
}) {
  const { kind, onChoose, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const fieldId = useId();
  const [opened] = useState(() => Date.now());
  const [from, setFrom] = useState(toFieldValue(opened - HOUR_MS));
  const [to, setTo] = useState(toFieldValue(opened));
  const start = fromFieldValue(from);
  const end = fromFieldValue(to);
  const last = kind === 'at' ? start : end;
  let problem: string | undefined;
  if (kind === 'window' && start && end && start >= end) {
    problem = t('time.reversed');
  } else if (last && Date.parse(last) > Date.now()) {
    problem = t('time.future');
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem || !start || !end) {
      return;
    }
    onChoose(
      kind === 'at' ? { kind, at: start } : { kind, from: start, to: end },
    );
  };
  const field = (
    label: string,
    value: string,
    onChange: (value: string) => void,
  ) => (
    <TextField
      fullWidth
      margin="dense"
      type="datetime-local"
      id={`${fieldId}${label}`}
      label={label}
      value={value}
      error={Boolean(problem)}
      InputLabelProps={{ shrink: true }}
      onChange={event => onChange(event.target.value)}
    />
  );
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId}>
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>{t('time.dialogTitle')}</DialogTitle>
        <DialogContent>
          {field(kind === 'at' ? t('time.at') : t('time.from'), from, setFrom)}
          {kind === 'window' && field(t('time.to'), to, setTo)}
          {problem && (
            <Typography variant="body2" color="error" role="alert">
              {problem}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
          <PlainButton
            type="submit"
            color="primary"
            disabled={Boolean(problem) || !start || !end}
          >
            {t('state.use')}
          </PlainButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
