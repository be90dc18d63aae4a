import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import type { AnswerStep } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantTranslationRef } from '../../translation';
import { AnswerMarkdown, safeLink } from '../AnswerMarkdown';
import { CitationChip } from '../CitationChip';
import { CommandBlock } from './CommandBlock';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderLeft: `3px solid ${theme.palette.primary.main}`,
      margin: theme.spacing(1.5, 0),
      padding: theme.spacing(1.5, 2),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(1.5, 1) },
    },
    head: {
      alignItems: 'baseline',
      columnGap: theme.spacing(1),
      display: 'flex',
      flexWrap: 'wrap',
    },
    source: { fontSize: theme.typography.pxToRem(12.5) },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    step: {
      columnGap: theme.spacing(1),
      display: 'grid',
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      marginTop: theme.spacing(1),
    },
    number: {
      background: alpha(theme.palette.primary.main, 0.12),
      borderRadius: '50%',
      color: theme.palette.primary.main,
      fontSize: theme.typography.pxToRem(12),
      height: theme.spacing(2.5),
      lineHeight: `${theme.spacing(2.5)}px`,
      marginTop: 1,
      textAlign: 'center',
      width: theme.spacing(2.5),
    },
    text: {
      '& > *': { display: 'inline' },
      '& > div > p:last-child': { display: 'inline' },
    },
    link: {
      fontSize: theme.typography.pxToRem(12),
      marginLeft: theme.spacing(1),
      whiteSpace: 'nowrap',
    },
  }),
  { name: 'AssistantStepsCard' },
);

function Step(props: { step: AnswerStep }) {
  const { number, text, commands, citation, url } = props.step;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const to = safeLink(url);
  return (
    <li className={classes.step}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <div>
        <div className={classes.text}>
          <AnswerMarkdown content={text} />
          <CitationChip number={citation} />
          {to && (
            <Link
              to={to}
              className={classes.link}
              aria-label={t('steps.open', { number: String(number) })}
            >
              {t('steps.openShort')}
            </Link>
          )}
        </div>
        {commands.map((command, index) => (
          <CommandBlock key={index} command={command} step={number} />
        ))}
      </div>
    </li>
  );
}

/** The steps of a runbook, as they are to be done. */
export function StepsCard(props: {
  title: string;
  source: { title: string; url?: string };
  steps: AnswerStep[];
}) {
  const { title, source, steps } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const to = safeLink(source.url);
  const sourceTitle =
    source.title === title ? title : `${source.title} › ${title}`;
  return (
    <Paper variant="outlined" className={classes.root}>
      <div className={classes.head}>
        <Typography variant="subtitle2" component="h3">
          {t('steps.heading')}
        </Typography>
        {to ? (
          <Link to={to} className={classes.source}>
            {sourceTitle}
          </Link>
        ) : (
          <Typography color="textSecondary" className={classes.source}>
            {sourceTitle}
          </Typography>
        )}
      </div>
      <ol className={classes.list}>
        {steps.map(step => (
          <Step key={step.number} step={step} />
        ))}
      </ol>
    </Paper>
  );
}
