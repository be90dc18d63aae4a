/** The part of a Markdown tree that this plugin touches. */
type Node = {
  type: string;
  value?: string;
  url?: string;
  label?: string | null;
  identifier?: string;
  children?: Node[];
};

const MARK = /\[\^(\d{1,3})\]/g;

/** Address under which a citation mark is kept until it becomes a chip. */
export const CITATION_SCHEME = '#source-';

/** Reads the number back from an address. */
export function citationNumber(href: string | undefined): number | undefined {
  const match = href?.match(/^#source-(\d{1,3})$/);
  return match ? Number(match[1]) : undefined;
}

/**
 * Turns `[^n]` into a link that the renderer draws as a chip, outside of code only.
 *
 * GitHub's footnotes have the same shape; a document that defines one itself must not take a
 * number of ours, so definitions are dropped.
 */
export function remarkCitations() {
  return (tree: Node) => visit(tree);
}

function visit(node: Node) {
  if (!node.children) {
    return;
  }
  node.children = node.children.flatMap(child => {
    if (child.type === 'footnoteDefinition') {
      return [];
    }
    if (child.type === 'footnoteReference') {
      const number = Number(child.label ?? child.identifier);
      return Number.isInteger(number) ? [citationLink(number)] : [];
    }
    if (child.type === 'text') {
      return splitText(child.value ?? '');
    }
    visit(child);
    return [child];
  });
}

function splitText(text: string): Node[] {
  const nodes: Node[] = [];
  let end = 0;
  for (const match of text.matchAll(MARK)) {
    nodes.push({ type: 'text', value: text.slice(end, match.index) });
    nodes.push(citationLink(Number(match[1])));
    end = match.index + match[0].length;
  }
  nodes.push({ type: 'text', value: text.slice(end) });
  return nodes.filter(node => node.type !== 'text' || node.value);
}

function citationLink(number: number): Node {
  return {
    type: 'link',
    url: `${CITATION_SCHEME}${number}`,
    children: [{ type: 'text', value: String(number) }],
  };
}
