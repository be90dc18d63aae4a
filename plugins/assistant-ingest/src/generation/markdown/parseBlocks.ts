import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Heading, Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { HeadingIds } from './HeadingIds';
import { headingText } from './headingText';
import { RawHtml } from './RawHtml';

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

/** Blocks of a page in order, headings with their ids. */
export function parseBlocks(
  markdown: string,
  scheme: HeadingIdScheme,
): Block[] {
  const root = fromMarkdown(markdown, {
    extensions: [gfmTable()],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
  const headings = collectHeadings(root);
  const texts = new Map(headings.map(node => [node, headingText(node)]));
  const explicit = [...texts.values()].flatMap(({ id }) => (id ? [id] : []));
  const ids = new HeadingIds(scheme, explicit);
  const rawHtml = new RawHtml(scheme.slugify === 'github');

  return root.children.flatMap((node): Block[] => {
    if (node.type === 'html') {
      const [heading] = rawHtml.see(node.value);
      if (heading) {
        return [{ type: 'heading', ...heading }];
      }
    }
    if (node.type === 'heading') {
      const { text, id } = texts.get(node)!;
      const given = rawHtml.isInside ? undefined : id ?? ids.next(text);
      return [
        {
          type: 'heading',
          depth: node.depth,
          text,
          ...(given && { id: given }),
        },
      ];
    }
    // headings further in take part in the numbering, in the order of the page
    if (!rawHtml.isInside) {
      for (const inner of collectHeadings(node)) {
        const { text, id } = texts.get(inner)!;
        if (!id) {
          ids.next(text);
        }
      }
    }
    return [{ type: 'content', node, source: sourceOf(node, markdown) }];
  });
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

function sourceOf(node: RootContent, markdown: string): string {
  const from = node.position?.start;
  const to = node.position?.end;
  return from && to ? markdown.slice(from.offset ?? 0, to.offset ?? 0) : '';
}
