import type {
  DocumentChunk,
  HeadingIdScheme,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';
import {
  type Block,
  type ContentBlock,
  detectLanguage,
  flattenBlocks,
  type HeadingBlock,
  parseBlocks,
  splitFrontMatter,
} from './markdown';
import { packUnits } from './markdown/packUnits';
import { toUnits } from './markdown/toUnits';

interface Section {
  headings: HeadingBlock[];
  blocks: ContentBlock[];
}

/**
 * Cuts a page into parts that are found and cited on their own.
 *
 * A part stands under one heading and knows the path of headings above it and the id that the page
 * gives the nearest one. Numbered steps, code and tables stay whole.
 */
export async function chunkMarkdown(document: {
  title: string;
  markdown: string;
  headingIds: HeadingIdScheme;
}): Promise<DocumentChunk[]> {
  const { title, headingIds } = document;
  const { body } = splitFrontMatter(document.markdown);
  const markdown = headingIds.slugify === 'github' ? body : flattenBlocks(body);
  const pageLanguage = detectLanguage(markdown) ?? 'en';
  const blocksOfPage = await parseBlocks(markdown, headingIds);
  const chunks: DocumentChunk[] = [];
  for (const { headings, blocks } of splitSections(blocksOfPage)) {
    const headingPath = pathOf(headings, title);
    const anchor = headings.at(-1)?.id;
    for (const packed of packUnits(toUnits(blocks))) {
      chunks.push({
        ordinal: chunks.length,
        headingPath,
        ...(anchor && { anchor }),
        kind: packed.kind,
        body: packed.body,
        language: detectLanguage(packed.body) ?? pageLanguage,
        bodyHash: hashEmbedded(title, headingPath, packed.body),
      });
    }
  }
  return chunks;
}

function splitSections(page: readonly Block[]): Section[] {
  const sections: Section[] = [{ headings: [], blocks: [] }];
  for (const block of page) {
    const current = sections[sections.length - 1];
    if (block.type === 'heading') {
      const above = current.headings.filter(({ depth }) => depth < block.depth);
      sections.push({ headings: [...above, block], blocks: [] });
    } else {
      current.blocks.push(block);
    }
  }
  return sections;
}

/** The first heading of a page is most often its title; said once is enough. */
function pathOf(headings: readonly HeadingBlock[], title: string): string[] {
  return headings
    .filter(({ depth, text }) => text && !(depth === 1 && isSame(text, title)))
    .map(({ text }) => text);
}

const isSame = (a: string, b: string) =>
  a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;

/** What is embedded: the same words under another heading mean something else. */
function hashEmbedded(
  title: string,
  headingPath: readonly string[],
  body: string,
): string {
  return createHash('sha256')
    .update(`${[title, ...headingPath].join(' > ')}\n${body}`)
    .digest('hex');
}
