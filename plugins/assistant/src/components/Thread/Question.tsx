import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { startMark } from '../../hooks/useStickToEnd';
import { assistantTranslationRef } from '../../translation';
import { useHiddenStyles } from '../Announcer';

const useStyles = makeStyles(
  theme => ({
    root: {
      background: alpha(theme.palette.primary.main, 0.1),
      borderRadius: theme.spacing(1.5),
      borderBottomRightRadius: theme.spacing(0.25),
      fontSize: theme.typography.pxToRem(15),
      fontWeight: 400,
      margin: theme.spacing(2, 0, 0),
      marginLeft: 'auto',
      maxWidth: '85%',
      overflowWrap: 'anywhere',
      padding: theme.spacing(1, 1.75),
      whiteSpace: 'pre-wrap',
      width: 'fit-content',
    },
  }),
  { name: 'AssistantQuestion' },
);

/** What was asked, word by word: it is text, never Markdown. */
export function Question(props: { question: string }) {
  const classes = useStyles();
  const { hidden } = useHiddenStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <h2 className={classes.root} {...startMark}>
      <span className={hidden}>{t('thread.question')}: </span>
      {props.question}
    </h2>
  );
}
