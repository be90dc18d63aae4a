import type { List, ListItem, RootContent } from 'mdast';
import { sourceOf } from '../text/parseMarkdown';
import type { PageSection } from './readPage';

/** A step as the page has it, before placeholders are filled. */
export interface PageStep {
  section: PageSection;
  /** Markdown without the fenced blocks. */
  text: string;
  blocks: ReadonlyArray<{ language: string; code: string }>;
}

/** Longest list that is shown as steps; a page beyond it is no runbook. */
const MAX_STEPS = 30;

const STEP_HEADING = /^(?:step|шаг)\s*\d+\s*[.:)—–-]?\s*(.*)$/i;

/** The numbered steps of one section, or none. */
export function stepsOfSection(section: PageSection): PageStep[] {
  const lists = section.nodes.filter(
    (node): node is List => node.type === 'list' && node.ordered === true,
  );
  const longest = lists.sort(
    (a, b) => b.children.length - a.children.length,
  )[0];
  if (!longest || longest.children.length < 2) {
    return [];
  }
  // a list that goes on after a stray block starts with the next number
  const later = lists.filter(
    list =>
      list !== longest &&
      (list.start ?? 1) === (longest.start ?? 1) + longest.children.length,
  );
  return [longest, ...later.slice(0, 1)]
    .flatMap(list => list.children)
    .slice(0, MAX_STEPS)
    .map(item => splitBlocks(item.children, section));
}

/** Steps that are headings of their own: "Step 1. …" or «Шаг 1. …». */
export function stepsOfHeadings(sections: readonly PageSection[]): PageStep[] {
  const steps = sections.flatMap(section => {
    const title = section.heading.match(STEP_HEADING);
    if (!title) {
      return [];
    }
    const { text, blocks } = splitBlocks(section.nodes, section);
    return [
      {
        section,
        text: [title[1] && `**${title[1]}**`, text]
          .filter(Boolean)
          .join('\n\n'),
        blocks,
      },
    ];
  });
  return steps.length < 2 ? [] : steps.slice(0, MAX_STEPS);
}

function splitBlocks(
  nodes: ListItem['children'] | readonly RootContent[],
  section: PageSection,
): PageStep {
  const text: string[] = [];
  const blocks: Array<{ language: string; code: string }> = [];
  for (const node of nodes) {
    if (node.type === 'code') {
      blocks.push({
        language: (node.lang ?? '').toLocaleLowerCase('en-US'),
        code: node.value,
      });
    } else {
      text.push(sourceOf(node, section.source));
    }
  }
  return { section, text: text.join('\n\n'), blocks };
}
