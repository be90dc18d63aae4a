import type {
  AnswerEvent,
  AnswerStep,
  EvidenceChart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';

type EventOf<T extends AnswerEvent['type']> = Extract<AnswerEvent, { type: T }>;

/** A piece of the answer in the order in which it began. */
export type AnswerBlock =
  | {
      kind: 'text';
      blockId: string;
      origin: 'evidence' | 'model';
      role: 'verdict' | 'body' | 'unknown' | 'note';
      text: string;
      finished: boolean;
    }
  | {
      kind: 'steps';
      blockId: string;
      title: string;
      source: { title: string; url?: string };
      steps: AnswerStep[];
    }
  | {
      kind: 'finding';
      blockId: string;
      finding: Finding;
      /** The metrics that show this finding; they stand in its card. */
      charts: EvidenceChart[];
    }
  | { kind: 'chart'; blockId: string; chart: EvidenceChart };

/** Events that begin, fill or end a block. */
export type BlockEvent = EventOf<
  | 'text-start'
  | 'text-delta'
  | 'text-end'
  | 'steps-available'
  | 'finding-available'
  | 'chart-available'
>;

/** Adds one event to the blocks. What stands already keeps its place: the reader may be in it. */
export function applyToBlocks(
  blocks: AnswerBlock[],
  event: BlockEvent,
): AnswerBlock[] {
  switch (event.type) {
    case 'text-start': {
      const { blockId, origin, role } = event;
      const block = { kind: 'text', blockId, origin, role, text: '' } as const;
      return [...blocks, { ...block, finished: false }];
    }
    case 'steps-available': {
      const { blockId, title, source, steps } = event;
      return [...blocks, { kind: 'steps', blockId, title, source, steps }];
    }
    case 'finding-available':
      return placeFinding(blocks, event.finding);
    case 'chart-available':
      return placeChart(blocks, event.chart);
    default:
      return growText(blocks, event);
  }
}

function growText(
  blocks: AnswerBlock[],
  event: EventOf<'text-delta' | 'text-end'>,
): AnswerBlock[] {
  return blocks.map(block => {
    if (block.kind !== 'text' || block.blockId !== event.blockId) {
      return block;
    }
    return event.type === 'text-delta'
      ? { ...block, text: block.text + event.text }
      : { ...block, finished: true };
  });
}

/** A finding that is told again is a newer state of the same card. */
function placeFinding(blocks: AnswerBlock[], finding: Finding): AnswerBlock[] {
  const blockId = `finding:${finding.id}`;
  const known = blocks.some(block => block.blockId === blockId);
  return known
    ? blocks.map(block =>
        block.kind === 'finding' && block.blockId === blockId
          ? { ...block, finding }
          : block,
      )
    : [...blocks, { kind: 'finding', blockId, finding, charts: [] }];
}

/**
 * A chart stands in the card of its finding if that is there already. One that comes before its
 * finding keeps a place of its own: moving it into the card would make the page jump.
 */
function placeChart(
  blocks: AnswerBlock[],
  chart: EvidenceChart,
): AnswerBlock[] {
  const blockId = `chart:${chart.id}`;
  if (blocks.some(block => block.blockId === blockId)) {
    return blocks.map(block =>
      block.kind === 'chart' && block.blockId === blockId
        ? { ...block, chart }
        : block,
    );
  }
  const owner = blocks.find(
    block => block.kind === 'finding' && block.finding.id === chart.findingId,
  );
  return owner
    ? blocks.map(block =>
        block === owner && block.kind === 'finding'
          ? { ...block, charts: withChart(block.charts, chart) }
          : block,
      )
    : [...blocks, { kind: 'chart', blockId, chart }];
}

function withChart(
  charts: EvidenceChart[],
  chart: EvidenceChart,
): EvidenceChart[] {
  return charts.some(({ id }) => id === chart.id)
    ? charts.map(known => (known.id === chart.id ? chart : known))
    : [...charts, chart];
}
