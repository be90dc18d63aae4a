import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { type FormEvent, type ReactNode, useId, useRef } from 'react';
import { assistantTranslationRef } from '../../translation';
import { PlainButton } from '../PlainButton';

/** What the server accepts. */
const MAX_LENGTH = 500;

/** A dialog that asks for one sentence, and says why it could not be kept. */
export function HandlingDialog(props: {
  title: string;
  text: string;
  label: string;
  confirm: string;
  value: string;
  onChange(value: string): void;
  /** More fields below the sentence. */
  children?: ReactNode;
  valid: boolean;
  busy: boolean;
  problem?: string;
  onConfirm(): void;
  onClose(): void;
}) {
  const { title, text, label, confirm, value, onChange, children } = props;
  const { valid, busy, problem, onConfirm, onClose } = props;
  const { t } = useTranslationRef(assistantTranslationRef);
  const titleId = useId();
  const fieldId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = valid && value.trim().length > 0 && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) {
      onConfirm();
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
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <DialogContentText>{text}</DialogContentText>
          <TextField
            inputRef={field}
            fullWidth
            multiline
            id={fieldId}
            label={label}
            value={value}
            inputProps={{ maxLength: MAX_LENGTH }}
            onChange={event => onChange(event.target.value)}
          />
          {children}
          {problem && (
            <Typography role="alert" variant="body2" color="error">
              {t('finding.failed', { message: problem })}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <PlainButton onClick={onClose}>{t('state.cancel')}</PlainButton>
          <PlainButton type="submit" color="primary" disabled={!ready}>
            {confirm}
          </PlainButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
