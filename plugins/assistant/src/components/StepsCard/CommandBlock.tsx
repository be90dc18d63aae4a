import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { AnswerStep } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';
import { splitPlaceholders } from './splitPlaceholders';

const useStyles = makeStyles(
  theme => ({
    root: {
      alignItems: 'flex-start',
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      display: 'flex',
      justifyContent: 'space-between',
      marginTop: theme.spacing(0.5),
      paddingLeft: theme.spacing(1.5),
    },
    code: {
      flex: 1,
      fontFamily: 'monospace',
      fontSize: theme.typography.pxToRem(12.5),
      margin: 0,
      minWidth: 0,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.75, 0),
      whiteSpace: 'pre-wrap',
    },
    missing: {
      background: alpha(theme.palette.warning.main, 0.25),
      borderRadius: theme.shape.borderRadius,
      color: 'inherit',
      fontWeight: 700,
      padding: theme.spacing(0, 0.5),
    },
    hint: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12),
      margin: theme.spacing(0.25, 0, 0),
    },
    copy: { color: theme.palette.text.secondary, flexShrink: 0 },
  }),
  { name: 'AssistantCommandBlock' },
);

/** A command to copy; what is not known in it stands out and is named. */
export function CommandBlock(props: {
  command: AnswerStep['commands'][number];
  step: number;
}) {
  const { command, step } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { code, missing } = command;
  const parts = splitPlaceholders(code, missing);
  return (
    <>
      <div
        className={classes.root}
        role="group"
        aria-label={t('steps.command', { number: String(step) })}
      >
        <pre className={classes.code}>
          <code>
            {parts.map(({ text, placeholder }, index) =>
              placeholder ? (
                <mark key={index} className={classes.missing}>
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </code>
        </pre>
        <CopyButton
          className={classes.copy}
          text={() => code}
          name={t('copy.commandName', { number: String(step) })}
        />
      </div>
      {missing.length > 0 && (
        <p className={classes.hint}>
          {t('steps.missing', {
            count: missing.length,
            names: missing.join(', '),
          })}
        </p>
      )}
    </>
  );
}
