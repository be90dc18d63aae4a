import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  type AnswerView as Answer,
  isRunning,
} from '../../conversation/answerView';
import { orderBlocks } from '../../conversation/orderBlocks';
import {
  AnswerSourcesProvider,
  useSourceHighlight,
} from '../../hooks/useSourceHighlight';
import { assistantTranslationRef } from '../../translation';
import { Block } from './Block';
import { AnswerFooter } from './AnswerFooter';
import { AnswerNotices } from './AnswerNotices';
import { AnswerWorking } from './AnswerWorking';

const useStyles = makeStyles(
  theme => ({ root: { margin: theme.spacing(2, 0, 1) } }),
  { name: 'AssistantAnswerView' },
);

/** An answer: the verdict first, then why and what to do, then a model's words, then what it rests on. */
export function AnswerView(props: {
  answer: Answer;
  onRate?(rating: 'helpful' | 'not-helpful'): Promise<void>;
  onRetry?(): void;
}) {
  const { answer, onRate, onRetry } = props;
  const { status, model, question } = answer;
  const classes = useStyles();
  const { t } = useTranslationRef(assistantTranslationRef);
  const { show } = useSourceHighlight();
  const running = isRunning(answer);
  const blocks = orderBlocks(answer.blocks);
  const firstOfModel = blocks.find(
    block => block.kind === 'text' && block.origin === 'model',
  );
  return (
    <AnswerSourcesProvider value={answer}>
      {/* touching an answer shows its sources; the keyboard does the same by focus */}
      <article
        className={classes.root}
        aria-label={t('thread.answer', { question })}
        aria-busy={running}
        onFocus={() => show(answer.key)}
        onMouseEnter={() => show(answer.key)}
      >
        {blocks.map(block => (
          <Block
            key={block.blockId}
            block={block}
            model={model?.model}
            labelled={block === firstOfModel}
            readOnly={!onRate}
          />
        ))}
        {running && status !== 'reconnecting' && (
          <AnswerWorking begun={blocks.length > 0} />
        )}
        <AnswerNotices answer={answer} onRetry={onRetry} />
        {(status === 'complete' || (status === 'stopped' && answer.basis)) && (
          <AnswerFooter answer={answer} onRate={onRate} />
        )}
      </article>
    </AnswerSourcesProvider>
  );
}
