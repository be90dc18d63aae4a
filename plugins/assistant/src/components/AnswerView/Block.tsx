import type { AnswerBlock } from '../../conversation/answerBlocks';
import { EvidenceChart } from '../EvidenceChart';
import { FindingCard } from '../FindingCard';
import { StepsCard } from '../StepsCard';
import { TextBlock } from './TextBlock';

/** One piece of an answer. */
export function Block(props: {
  block: AnswerBlock;
  model?: string;
  /** The first words of a model carry its name. */
  labelled: boolean;
  readOnly: boolean;
}) {
  const { block, model, labelled, readOnly } = props;
  switch (block.kind) {
    case 'text':
      return <TextBlock block={block} model={model} labelled={labelled} />;
    case 'steps':
      return <StepsCard {...block} />;
    case 'finding':
      return (
        <FindingCard
          finding={block.finding}
          charts={block.charts}
          readOnly={readOnly}
        />
      );
    default:
      return <EvidenceChart chart={block.chart} />;
  }
}
