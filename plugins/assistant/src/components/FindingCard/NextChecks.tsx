import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { CopyButton } from '../CopyButton';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    command: {
      alignItems: 'flex-start',
      background: theme.palette.background.default,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      display: 'flex',
      justifyContent: 'space-between',
      margin: theme.spacing(0.5, 0),
      paddingLeft: theme.spacing(1),
    },
    code: {
      fontFamily: 'monospace',
      fontSize: theme.typography.pxToRem(12.5),
      margin: 0,
      minWidth: 0,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.75, 0),
      whiteSpace: 'pre-wrap',
    },
    copy: { color: theme.palette.text.secondary, flexShrink: 0 },
  }),
  { name: 'AssistantNextChecks' },
);

/** What would settle a doubt, with the command to do it. */
export function NextChecks(props: { checks: Finding['nextChecks'] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <ol className={classes.list}>
      {props.checks.map(({ text, command }, index) => (
        <li key={index}>
          {text}
          {command && (
            <div className={classes.command}>
              <pre className={classes.code}>
                <code>{command}</code>
              </pre>
              <CopyButton
                className={classes.copy}
                text={() => command}
                name={t('finding.copyCheck', { number: String(index + 1) })}
              />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
