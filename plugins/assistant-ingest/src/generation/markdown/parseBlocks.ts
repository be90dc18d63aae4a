import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Heading, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeadingIds } from './HeadingIds';
import { headingText } from './headingText';
import { RawHtml } from './RawHtml';
import { splitSegments } from './splitSegments';

/** A heading on the level of the page, with the id that its generator gives it. */
export interface HeadingBlock {
  type: 'heading';
  depth: number;
  text: string;
  id?: string;
}

/** Anything else on the level of the page, with its source. */
export interface ContentBlock {
  type: 'content';
  node: RootContent;
  source: string;
}

export type Block = HeadingBlock | ContentBlock;

/** A node on the level of the page, with its source and the headings in it. */
interface ParsedNode {
  node: RootContent;
  source: string;
  headings: Array<{ text: string; id?: string }>;
}

/**
 * Blocks of a page in order, headings with their ids.
 *
 * Asynchronous, so that requests of the portal come in between the segments of a long page.
 */
export async function parseBlocks(
  markdown: string,
  scheme: HeadingIdScheme,
): Promise<Block[]> {
  const nodes: ParsedNode[] = [];
  for (const segment of splitSegments(markdown)) {
    nodes.push(...parseSegment(segment));
    await nextTurn();
  }
  const explicit = nodes.flatMap(({ headings }) =>
    headings.flatMap(({ id }) => (id ? [id] : [])),
  );
  const ids = new HeadingIds(scheme, explicit);
  const rawHtml = new RawHtml(scheme.slugify === 'github');
  return nodes.map(parsed => toBlock(parsed, ids, rawHtml));
}

function parseSegment(segment: string): ParsedNode[] {
  const root = fromMarkdown(segment, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  return root.children.map(node => ({
    node,
    source: segment.slice(
      node.position?.start.offset ?? 0,
      node.position?.end.offset ?? 0,
    ),
    headings: collectHeadings(node).map(headingText),
  }));
}

function toBlock(
  { node, source, headings }: ParsedNode,
  ids: HeadingIds,
  rawHtml: RawHtml,
): Block {
  if (node.type === 'html') {
    const [heading] = rawHtml.see(node.value);
    if (heading) {
      return { type: 'heading', ...heading };
    }
  }
  // headings further in take part in the numbering, in the order of the page
  const given = headings.map(({ text, id }) =>
    rawHtml.isInside ? undefined : id ?? ids.next(text),
  );
  if (node.type === 'heading') {
    const [id] = given;
    const [{ text }] = headings;
    return { type: 'heading', depth: node.depth, text, ...(id && { id }) };
  }
  return { type: 'content', node, source };
}

/** Not recursive: blocks may be nested hundreds deep. */
function collectHeadings(root: Nodes): Heading[] {
  const found: Heading[] = [];
  const open: Nodes[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'heading') {
      found.push(node);
    } else if ('children' in node) {
      open.push(...[...node.children].reverse());
    }
  }
  return found;
}
