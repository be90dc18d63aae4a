import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** A page part is parsed at most this far; the chunker keeps parts far below. */
const MAX_CHARACTERS = 60_000;

/** Parses GitHub-flavoured Markdown. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown.slice(0, MAX_CHARACTERS), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
}

/** The Markdown of a node as it stands in its source, without the indent that it has there. */
export function sourceOf(node: Nodes, source: string): string {
  const { start, end } = node.position!;
  const indent = start.column - 1;
  return source
    .slice(start.offset, end.offset)
    .split('\n')
    .map((line, i) =>
      i === 0
        ? line
        : line.replace(
            new RegExp(`^ {0,${indent + 2}}(?=\\S)|^ {0,${indent}}`),
            '',
          ),
    )
    .join('\n')
    .trim();
}

/** Words of a Markdown text without its marks and its code blocks, as one line. */
export function plainText(markdown: string): string {
  return leafBlocks(parseMarkdown(markdown))
    .map(block =>
      toString(block, { includeHtml: false, includeImageAlt: false })
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean)
    .join(' ');
}

/** Paragraphs, headings and cells, out of the lists, quotes and tables that hold them. */
function leafBlocks(node: Nodes): Nodes[] {
  if (node.type === 'code' || node.type === 'html') {
    return [];
  }
  return 'children' in node &&
    !['paragraph', 'heading', 'tableCell'].includes(node.type)
    ? node.children.flatMap(leafBlocks)
    : [node];
}
