import type {
  CauseGraph,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Dependency } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { type Viewer, titleOf } from '../disclose/Viewer';
import { diagnosisMessages } from '../wording/messages';

const MAX_HEALTHY = 12;
const MAX_NODES = 40;
const WITHHELD = 'withheld';

type Node = CauseGraph['nodes'][number];

/**
 * The cause, whom it hits, and healthy neighbours of those; what the reader may know of by number
 * alone is one node. Entities that the reader may not see are not there at all.
 */
export function buildCauseGraph(options: {
  /** Disclosed, best first; the first is the cause that is drawn. */
  findings: readonly Finding[];
  /** Visible entities that were asked about and suffer from it. */
  hit?: readonly string[];
  dependencies: readonly Dependency[];
  viewer: Viewer;
}): CauseGraph | undefined {
  const { findings, dependencies, viewer } = options;
  const [first] = findings;
  const cause = first && nodeOf(first);
  if (!cause) {
    return undefined;
  }
  const nodes = new Map<string, Node>([[cause.id, cause]]);
  const add = (node: Node) => {
    if (!nodes.has(node.id) && nodes.size < MAX_NODES) {
      nodes.set(node.id, node);
    }
  };
  victimsOf(first, options.hit ?? [], viewer).forEach(add);
  const victims = [...nodes.keys()].filter(id => id !== cause.id);
  const ill = new Set(findings.map(({ subject }) => subject.entityRef));
  for (const ref of neighboursOf([...nodes.keys()], dependencies)
    .filter(one => viewer.asker.levelOf(one) !== 'none' && !ill.has(one))
    .filter(one => !nodes.has(one))
    .slice(0, MAX_HEALTHY)) {
    add({
      id: ref,
      title: titleOf(ref, viewer),
      role: 'healthy',
      entityRef: ref,
    });
  }
  const edges = edgesBetween(nodes, dependencies, victims, cause.id);
  if (first.withheldVictims > 0) {
    add({
      id: WITHHELD,
      title: diagnosisMessages[viewer.language].withheld(first.withheldVictims),
      role: 'withheld',
    });
    edges.push({ from: WITHHELD, to: cause.id });
  }
  return { nodes: [...nodes.values()], edges };
}

function victimsOf(
  { victims }: Finding,
  hit: readonly string[],
  viewer: Viewer,
): Node[] {
  return [
    ...victims.map(({ entityRef, entityTitle, name }) => ({
      id: entityRef ?? name,
      title: entityTitle ?? name,
      role: 'victim' as const,
      ...(entityRef === undefined ? {} : { entityRef }),
    })),
    ...hit.map(ref => ({
      id: ref,
      title: titleOf(ref, viewer),
      role: 'victim' as const,
      entityRef: ref,
    })),
  ];
}

function nodeOf({ id, subject }: Finding): Node {
  const { entityRef, entityTitle, name } = subject;
  return {
    id: entityRef ?? name,
    title: entityTitle ?? name,
    role: 'cause',
    findingId: id,
    ...(entityRef === undefined ? {} : { entityRef }),
  };
}

function neighboursOf(
  refs: readonly string[],
  dependencies: readonly Dependency[],
): string[] {
  const known = new Set(refs);
  const found = dependencies.flatMap(({ from, to }) => [
    ...(known.has(from) ? [to] : []),
    ...(known.has(to) ? [from] : []),
  ]);
  return [...new Set(found)].sort();
}

function edgesBetween(
  nodes: ReadonlyMap<string, Node>,
  dependencies: readonly Dependency[],
  victims: readonly string[],
  cause: string,
): CauseGraph['edges'] {
  const edges = dependencies
    .filter(({ from, to }) => nodes.has(from) && nodes.has(to))
    .map(({ from, to }) => ({ from, to }));
  // that the catalog knows no way from a victim to its cause does not mean that there is none
  const loose = victims.filter(id => !edges.some(({ from }) => from === id));
  return [...edges, ...loose.map(from => ({ from, to: cause }))];
}
