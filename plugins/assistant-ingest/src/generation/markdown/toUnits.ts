import type { List, RootContent } from 'mdast';
import { countWords } from './countWords';
import type { ContentBlock } from './parseBlocks';
import { MAX_UNIT_CHARACTERS, splitParts } from './splitParts';

/** The smallest piece that packing moves about. */
export interface Unit {
  kind: 'text' | 'steps' | 'code' | 'table';
  body: string;
  words: number;
  /** Says what comes next ("Run this:"), so the next unit stays with it. */
  introduces: boolean;
}

/** Words from which running text is cut at a sentence, and a list of points between its points. */
const LONG_TEXT = 150;
/** Blocks between two numbered lists that go on counting, e.g. a command that was not indented. */
const MAX_BETWEEN_STEPS = 4;

/** Turns the blocks of one section into units; numbered steps, code and tables stay whole. */
export function toUnits(blocks: readonly ContentBlock[]): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const end = isSteps(blocks[at].node) ? stepsEnd(blocks, at) : at + 1;
    if (end > at + 1) {
      const body = blocks
        .slice(at, end)
        .map(({ source }) => source)
        .join('\n\n');
      units.push(...oversize({ kind: 'steps', body }));
      at = end - 1;
    } else {
      units.push(...blockUnits(blocks[at]));
    }
  }
  return units;
}

function blockUnits({ node, source }: ContentBlock): Unit[] {
  switch (node.type) {
    case 'definition':
    case 'thematicBreak':
    case 'footnoteDefinition':
      return [];
    case 'html': {
      const text = node.value
        .replace(/<!--[\s\S]*?(-->|$)/g, ' ')
        .replace(/<[^>]*>/g, ' ')
        .trim();
      return text ? oversize({ kind: 'text', body: text }) : [];
    }
    case 'code':
      return oversize({ kind: 'code', body: source });
    case 'table':
      return oversize({ kind: 'table', body: source });
    case 'list':
      return node.ordered
        ? oversize({ kind: 'steps', body: source })
        : splitParts(source, { maxWords: LONG_TEXT, at: 'lines' }).map(toText);
    default:
      return splitParts(source, { maxWords: LONG_TEXT, at: 'sentences' }).map(
        toText,
      );
  }
}

const toText = (body: string): Unit => unit('text', body);

/** Whole, unless it is so long that no embedder and no reader gets to its end. */
const oversize = ({ kind, body }: Pick<Unit, 'kind' | 'body'>): Unit[] =>
  (body.length <= MAX_UNIT_CHARACTERS
    ? [body]
    : splitParts(body, { maxWords: Infinity, at: 'lines' })
  ).map(part => unit(kind, part));

function unit(kind: Unit['kind'], body: string): Unit {
  return {
    kind,
    body,
    words: countWords(body),
    introduces: kind === 'text' && /:[*_\s]*$/.test(body),
  };
}

const isSteps = (node: RootContent): node is List =>
  node.type === 'list' && node.ordered === true;

/** First block behind the steps that begin at `from`, over lists that go on with the next number. */
function stepsEnd(blocks: readonly ContentBlock[], from: number): number {
  let end = from + 1;
  let next = lastNumber(blocks[from].node) + 1;
  for (let at = end; at < blocks.length && at - end < MAX_BETWEEN_STEPS; at++) {
    const { node } = blocks[at];
    if (isSteps(node)) {
      if (node.start !== next) {
        break;
      }
      next = lastNumber(node) + 1;
      end = at + 1;
    }
  }
  // a command right behind the last step belongs to it, indented or not
  return blocks[end]?.node.type === 'code' ? end + 1 : end;
}

const lastNumber = (node: RootContent): number =>
  isSteps(node) ? (node.start ?? 1) + node.children.length - 1 : 0;
