import type {
  Finding,
  IncidentTimeline,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Tone } from '../EvidenceChart';
import { severityTone } from '../FindingCard/severityTone';

type Lane = IncidentTimeline['lanes'][number];
type Item = Lane['items'][number];

/** Marks of one lane; more would lie on each other. The rest is counted. */
export const MAX_ITEMS = 60;

export type PlacedItem = Item & {
  id: string;
  /** Share of the axis, 0 to 1. */
  start: number;
  length: number;
  tone: Tone;
};

export type PlacedLane = {
  label: string;
  kind: Lane['kind'];
  items: PlacedItem[];
  more: number;
};

/** Where each thing stands on the axis. What lies outside of it is not drawn at its edge as if it were there. */
export function placeLanes(timeline: IncidentTimeline): PlacedLane[] {
  const { from, to, lanes } = timeline;
  const span = to - from;
  if (!(span > 0)) {
    return [];
  }
  return lanes.map(({ kind, label, items }, lane) => {
    const inside = items
      .filter(({ at, to: end }) => at <= to && (end ?? at) >= from)
      .sort((a, b) => a.at - b.at);
    const placed = inside.slice(0, MAX_ITEMS).map((item, index) => {
      const start = Math.max(0, (item.at - from) / span);
      const end = Math.min(1, ((item.to ?? item.at) - from) / span);
      return {
        ...item,
        id: `${lane}-${index}`,
        start,
        length: Math.max(0, end - start),
        tone: toneOf(kind, item),
      };
    });
    return { kind, label, items: placed, more: inside.length - placed.length };
  });
}

function toneOf(kind: Lane['kind'], item: Item): Tone {
  if (kind === 'changes') {
    // a change that no finding blames is innocent
    return item.findingId ? 'change' : 'calm';
  }
  return item.severity ? severityTone(item.severity) : 'calm';
}

/** When the blamed change was made: that of the first finding, else the one that the lane marks. */
export function blamedAt(
  timeline: IncidentTimeline,
  findings: Finding[],
): number | undefined {
  const told = findings.find(({ change }) => change)?.change;
  const at = told
    ? Date.parse(told.at)
    : timeline.lanes
        .filter(({ kind }) => kind === 'changes')
        .flatMap(({ items }) => items)
        .find(({ findingId }) => findingId)?.at;
  return at !== undefined && at >= timeline.from && at <= timeline.to
    ? at
    : undefined;
}
