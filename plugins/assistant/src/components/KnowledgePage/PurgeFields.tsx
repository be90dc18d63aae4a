import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { assistantTranslationRef } from '../../translation';
import { MAX_TEXT, type PurgeForm, type readPurgeForm } from './purgeForm';

const useStyles = makeStyles(
  theme => ({
    times: {
      columnGap: theme.spacing(2),
      display: 'flex',
      flexWrap: 'wrap',
      '& > *': { flex: '1 1 200px' },
    },
  }),
  { name: 'AssistantPurgeFields' },
);

/** The conditions for what is deleted. */
export function PurgeFields(props: {
  form: PurgeForm;
  problems: ReturnType<typeof readPurgeForm>['problems'];
  onChange(changes: Partial<PurgeForm>): void;
}) {
  const { form, problems, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const id = useId();
  return (
    <>
      <TextField
        fullWidth
        margin="dense"
        id={`${id}contains`}
        label={t('telemetry.purgeContains')}
        value={form.contains}
        error={problems.contains}
        helperText={problems.contains && t('telemetry.purgeContainsShort')}
        inputProps={{ maxLength: MAX_TEXT }}
        onChange={event => onChange({ contains: event.target.value })}
      />
      <TextField
        fullWidth
        margin="dense"
        id={`${id}entity`}
        label={t('telemetry.purgeEntity')}
        value={form.entityRef}
        error={problems.entityRef}
        helperText={t(
          problems.entityRef
            ? 'telemetry.purgeEntityWrong'
            : 'telemetry.purgeEntityHelp',
        )}
        onChange={event => onChange({ entityRef: event.target.value })}
      />
      <div className={classes.times}>
        <TextField
          margin="dense"
          type="datetime-local"
          id={`${id}from`}
          label={t('telemetry.purgeFrom')}
          value={form.from}
          InputLabelProps={{ shrink: true }}
          onChange={event => onChange({ from: event.target.value })}
        />
        <TextField
          margin="dense"
          type="datetime-local"
          id={`${id}to`}
          label={t('telemetry.purgeTo')}
          value={form.to}
          error={problems.to}
          helperText={problems.to && t('telemetry.purgeReversed')}
          InputLabelProps={{ shrink: true }}
          onChange={event => onChange({ to: event.target.value })}
        />
      </div>
    </>
  );
}
