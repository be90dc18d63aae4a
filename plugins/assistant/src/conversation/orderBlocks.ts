import type { AnswerBlock } from './answerBlocks';

/**
 * The order in which blocks are read: the verdict on top, then what the evidence says, then a
 * model's words, and the small print last. Within each the order of arrival stays, so that a
 * streaming answer never moves what the reader has begun to read.
 */
export function orderBlocks(blocks: AnswerBlock[]): AnswerBlock[] {
  return blocks
    .map((block, index) => ({ block, index }))
    .sort((a, b) => rank(a.block) - rank(b.block) || a.index - b.index)
    .map(({ block }) => block);
}

function rank(block: AnswerBlock): number {
  if (block.kind !== 'text') {
    return 1;
  }
  if (block.role === 'note') {
    return 3;
  }
  if (block.origin === 'model') {
    return 2;
  }
  return block.role === 'body' ? 1 : 0;
}
