import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerBlock } from '../../conversation/answerBlocks';
import { assistantTranslationRef } from '../../translation';
import { AnswerMarkdown } from '../AnswerMarkdown';

const useStyles = makeStyles(
  theme => ({
    verdict: {
      fontSize: theme.typography.pxToRem(17),
      lineHeight: 1.45,
      '& strong': { fontWeight: 600 },
      margin: theme.spacing(0, 0, 1.5),
    },
    body: {
      fontSize: theme.typography.pxToRem(14.5),
      lineHeight: 1.55,
      margin: theme.spacing(1.5, 0),
    },
    note: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      margin: theme.spacing(1, 0),
    },
    unknown: {
      borderLeft: `3px solid ${theme.palette.divider}`,
      margin: theme.spacing(0, 0, 1.5),
      paddingLeft: theme.spacing(1.5),
    },
    model: {
      borderLeft: `3px dotted ${theme.palette.primary.main}`,
      margin: theme.spacing(2, 0),
      paddingLeft: theme.spacing(1.5),
      '& $verdict': { fontSize: theme.typography.pxToRem(15) },
      '& $body': { margin: theme.spacing(0.5, 0, 0) },
    },
    label: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
    },
  }),
  { name: 'AssistantTextBlock' },
);

type Text = Extract<AnswerBlock, { kind: 'text' }>;

/** One text of an answer; a model's words carry a label, so that nobody takes them for evidence. */
export function TextBlock(props: {
  block: Text;
  /** Name of the model, where it is known already. */
  model?: string;
  /** Several texts of a model stand under one label. */
  labelled: boolean;
}) {
  const { block, model, labelled } = props;
  const { role, origin, text } = block;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const content = (
    <AnswerMarkdown
      content={text}
      className={role === 'unknown' ? classes.verdict : classes[role]}
    />
  );
  if (origin === 'model') {
    return (
      <section className={classes.model}>
        {labelled && (
          <Typography className={classes.label} component="h3">
            {model
              ? t('answer.wordedBy', { model })
              : t('answer.wordedByModel')}
          </Typography>
        )}
        {content}
      </section>
    );
  }
  if (role === 'unknown') {
    return (
      <section className={classes.unknown}>
        <Typography className={classes.label} component="h3">
          {t('answer.unknown')}
        </Typography>
        {content}
      </section>
    );
  }
  return content;
}
