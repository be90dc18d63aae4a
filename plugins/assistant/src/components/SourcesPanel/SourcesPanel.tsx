import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { AnswerView } from '../../conversation/answerView';
import { findingsOf, withheldCount } from '../../conversation/evidence';
import {
  AnswerSourcesProvider,
  useSourceHighlight,
} from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { CauseGraph } from '../CauseGraph';
import { IncidentTimeline } from '../IncidentTimeline';
import { PlainButton } from '../PlainButton';
import { SourceEntry } from './SourceEntry';

const useStyles = makeStyles(
  theme => ({
    head: {
      alignItems: 'center',
      display: 'flex',
      justifyContent: 'space-between',
      minHeight: theme.spacing(4),
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    withheld: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.pxToRem(12.5),
      marginTop: theme.spacing(1.5),
    },
  }),
  { name: 'AssistantSourcesPanel' },
);

/** Whether there is anything to show beside an answer. */
function hasProof({ citations, timeline, graph }: AnswerView): boolean {
  return citations.length > 0 || Boolean(timeline) || Boolean(graph);
}

/** When it happened, who suffers, and each source with its number and age. */
function Proof(props: { answer: AnswerView; heading: string }) {
  const { answer, heading } = props;
  const { blocks, citations, timeline, graph } = answer;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const findings = findingsOf(blocks);
  const withheld = withheldCount({ findings, graph });
  return (
    <AnswerSourcesProvider value={answer}>
      {timeline && <IncidentTimeline timeline={timeline} findings={findings} />}
      {graph && <CauseGraph graph={graph} />}
      {(timeline || graph) && citations.length > 0 && (
        <Typography variant="subtitle2" component="h2">
          {heading}
        </Typography>
      )}
      <ol className={classes.list}>
        {citations.map(citation => (
          <SourceEntry key={citation.number} citation={citation} />
        ))}
      </ol>
      {withheld > 0 && (
        <Typography className={classes.withheld}>
          {t('evidence.withheld', { count: withheld })}
        </Typography>
      )}
    </AnswerSourcesProvider>
  );
}

/** The proof of the answer that is looked at: the one whose number was touched, else the latest. */
export function SourcesPanel(props: {
  answers: AnswerView[];
  /** Shows a way to close, in a drawer. */
  onClose?(): void;
}) {
  const { answers, onClose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { shownAnswer } = useSourceHighlight();
  const withProof = answers.filter(hasProof);
  const answer =
    withProof.find(({ key }) => key === shownAnswer) ?? withProof.at(-1);
  const heading = t(
    answer && findingsOf(answer.blocks).length > 0
      ? 'evidence.heading'
      : 'sources.heading',
  );
  const listOnly = !answer?.timeline && !answer?.graph;
  return (
    <>
      {(listOnly || onClose) && (
        <div className={classes.head}>
          {listOnly ? (
            <Typography variant="subtitle2" component="h2">
              {heading}
            </Typography>
          ) : (
            <span />
          )}
          {onClose && (
            <PlainButton
              size="small"
              onClick={onClose}
              aria-label={t('sources.close')}
            >
              {t('state.close')}
            </PlainButton>
          )}
        </div>
      )}
      {answer ? (
        <Proof key={answer.key} answer={answer} heading={heading} />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('sources.none')}
        </Typography>
      )}
    </>
  );
}
