import type { List, RootContent } from 'mdast';
import type { PlaceholderValues } from '../ask/stages';
import { sourceOf } from '../text/parseMarkdown';
import { fillPlaceholders, isOutput } from './fillPlaceholders';
import type { PageSection } from './readPage';
import { renderProse } from './renderSteps';

export interface SectionOptions {
  values: PlaceholderValues;
  /** Characters after which whole blocks are left out. */
  maxLength: number;
}

/**
 * A section of a page, short: what commands print is left out, and of a list that is too long only
 * the first paragraph of each item stays.
 */
export function renderSection(
  section: PageSection,
  options: SectionOptions,
): string {
  const blocks: string[] = [];
  let room = options.maxLength;
  for (const node of section.nodes) {
    const block = renderNode(node, { section, options, room });
    if (blocks.length > 0 && block.length > room) {
      break;
    }
    blocks.push(block);
    room -= block.length;
  }
  return blocks.filter(Boolean).join('\n\n');
}

function renderNode(
  node: RootContent,
  context: { section: PageSection; options: SectionOptions; room: number },
): string {
  const { section, options, room } = context;
  const { values } = options;
  if (node.type === 'code') {
    const language = (node.lang ?? '').toLocaleLowerCase('en-US');
    return isOutput(language)
      ? ''
      : renderCode(node.value, language, options.values);
  }
  const whole = renderProse(sourceOf(node, section.source), {
    values,
    page: section.chunk,
  });
  return node.type === 'list' && whole.length > room
    ? renderFirstLines(node, section, options)
    : whole;
}

function renderFirstLines(
  list: List,
  section: PageSection,
  { values }: SectionOptions,
): string {
  return list.children
    .map((item, i) => {
      const first = item.children.find(child => child.type === 'paragraph');
      const text = first
        ? renderProse(sourceOf(first, section.source), {
            values,
            page: section.chunk,
          })
        : '';
      return (
        text &&
        `${list.ordered ? `${(list.start ?? 1) + i}.` : '-'} ${text.replace(
          /\s*\n\s*/g,
          ' ',
        )}`
      );
    })
    .filter(Boolean)
    .join('\n');
}

function renderCode(
  value: string,
  language: string,
  values: PlaceholderValues,
): string {
  const { code } = fillPlaceholders(value, { values, language });
  // a page must not close the fence early
  const longest = Math.max(
    2,
    ...[...code.matchAll(/`+/g)].map(match => match[0].length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
