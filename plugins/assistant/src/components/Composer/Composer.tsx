import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  MAX_QUESTION_LENGTH,
  type NamedEntity,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { type FormEvent, type KeyboardEvent, useId, useRef } from 'react';
import type { Draft } from '../../hooks/useDraft';
import { assistantTranslationRef } from '../../translation';
import { useHiddenStyles } from '../Announcer';
import { PlainButton } from '../PlainButton';
import { EnvironmentChip } from './EnvironmentChip';
import { ScopeChip } from './ScopeChip';
import { TimeChip } from './TimeChip';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderRadius: theme.spacing(1.5),
      padding: theme.spacing(1.25, 1.75),
      '&:focus-within': { borderColor: theme.palette.primary.main },
    },
    field: {
      '& textarea::placeholder': {
        color: theme.palette.text.secondary,
        opacity: 1,
      },
    },
    row: {
      alignItems: 'center',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      marginTop: theme.spacing(1),
    },
    grow: { flex: 1, minWidth: theme.spacing(1) },
    hint: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
      margin: theme.spacing(0.5, 0, 0),
      [theme.breakpoints.down('xs')]: { display: 'none' },
    },
  }),
  { name: 'AssistantComposer' },
);

/** Where questions are written: what, about what, about when. */
export function Composer(props: {
  draft: Draft;
  onChange(changes: Partial<Draft>): void;
  onAsk(): void;
  onStop(): void;
  running: boolean;
  /** The page is about one entity. */
  scopeFixed?: boolean;
  owned: NamedEntity[];
  conversation: NamedEntity[];
  environments: string[];
}) {
  const { draft, onChange, onAsk, onStop, running } = props;
  const { question, entityRef, time, environment } = draft;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { hidden } = useHiddenStyles();
  const fieldId = useId();
  const hintId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { length } = question;
  const tooLong = length > MAX_QUESTION_LENGTH;
  const mayAsk = !running && !tooLong && question.trim() !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (running) {
      onStop();
    } else if (mayAsk) {
      onAsk();
    }
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // while a word is being composed (IME), Enter belongs to it
    const plain = !event.shiftKey && !event.nativeEvent.isComposing;
    if (event.key === 'Enter' && plain) {
      event.preventDefault();
      if (mayAsk) {
        onAsk();
      }
    }
  };
  return (
    <Paper
      variant="outlined"
      component="form"
      className={classes.root}
      onSubmit={submit}
    >
      <label htmlFor={fieldId} className={hidden}>
        {t('composer.label')}
      </label>
      <TextField
        fullWidth
        multiline
        id={fieldId}
        placeholder={t('composer.label')}
        maxRows={8}
        value={question}
        error={tooLong}
        inputRef={field}
        inputProps={{ 'aria-describedby': hintId }}
        InputProps={{ disableUnderline: true, className: classes.field }}
        onChange={event => onChange({ question: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className={classes.row}>
        <ScopeChip
          entityRef={entityRef}
          fixed={props.scopeFixed}
          owned={props.owned}
          conversation={props.conversation}
          onChange={ref => onChange({ entityRef: ref })}
        />
        <TimeChip time={time} onChange={value => onChange({ time: value })} />
        <EnvironmentChip
          environment={environment}
          environments={props.environments}
          onChange={value => onChange({ environment: value })}
        />
        <span className={classes.grow} />
        <PlainButton
          type="submit"
          size="small"
          color="primary"
          variant={running ? 'outlined' : 'contained'}
          disabled={!running && !mayAsk}
        >
          {running ? t('composer.stop') : t('composer.ask')}
        </PlainButton>
      </div>
      <Typography
        id={hintId}
        className={tooLong ? undefined : classes.hint}
        color={tooLong ? 'error' : undefined}
        variant="body2"
        role={tooLong ? 'alert' : undefined}
      >
        {tooLong
          ? t('composer.tooLong', {
              length: String(length),
              max: String(MAX_QUESTION_LENGTH),
            })
          : t('composer.hint')}
      </Typography>
    </Paper>
  );
}
