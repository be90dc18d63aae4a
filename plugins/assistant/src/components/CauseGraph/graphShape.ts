import type { CauseGraph } from '@smart-assistant/backstage-plugin-assistant-common';

/** Things that are drawn; a larger neighbourhood says less. The cause comes first. */
export const MAX_NODES = 24;

const ORDER = ['cause', 'victim', 'healthy', 'withheld'] as const;

/** The part of a graph that is drawn: no edge leads to what is not there, none to itself. */
export function drawnGraph(graph: CauseGraph): CauseGraph {
  const known = new Map(graph.nodes.map(node => [node.id, node]));
  const nodes = [...known.values()]
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .slice(0, MAX_NODES);
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = graph.edges.filter(
    ({ from, to }) => from !== to && ids.has(from) && ids.has(to),
  );
  return { nodes, edges };
}

/** Things that stand above each other at most: how high the drawing is before it is measured. */
export function tallestRank(graph: CauseGraph): number {
  const count = (role: string) =>
    graph.nodes.filter(node => node.role === role).length;
  return Math.max(
    1,
    count('victim'),
    count('cause'),
    count('healthy') + count('withheld'),
  );
}
