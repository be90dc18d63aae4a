import type { CauseGraph } from '@smart-assistant/backstage-plugin-assistant-common';

/** Things that are drawn; a larger neighbourhood says less. The cause comes first. */
export const MAX_NODES = 24;

const ORDER = ['cause', 'victim', 'healthy', 'withheld'] as const;

const involved = (role: CauseGraph['nodes'][number]['role']) =>
  role === 'cause' || role === 'victim';

/**
 * The part of a graph that is drawn: causes and victims, and what stands next to one of them. More
 * would be too small to read beside an answer. No edge leads to what is not there, none to itself.
 */
export function drawnGraph(graph: CauseGraph): CauseGraph {
  const known = new Map(graph.nodes.map(node => [node.id, node]));
  const near = new Set(
    [...known.values()].flatMap(({ id, role }) => (involved(role) ? [id] : [])),
  );
  const telling = graph.edges.filter(
    ({ from, to }) => from !== to && (near.has(from) || near.has(to)),
  );
  const beside = new Set([...near, ...telling.flatMap(e => [e.from, e.to])]);
  const nodes = [...known.values()]
    .filter(({ id }) => beside.has(id))
    .sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role))
    .slice(0, MAX_NODES);
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = telling.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { nodes, edges };
}

/** Things that stand above each other at most: how high the drawing is before it is measured. */
export function tallestRank({ nodes, edges }: CauseGraph): number {
  const causes = new Set(
    nodes.flatMap(({ id, role }) => (role === 'cause' ? [id] : [])),
  );
  const needed = new Set(
    edges.flatMap(({ from, to }) => (causes.has(from) ? [to] : [])),
  );
  const others = nodes.filter(({ id }) => !causes.has(id) && !needed.has(id));
  return Math.max(1, causes.size, needed.size, others.length);
}
