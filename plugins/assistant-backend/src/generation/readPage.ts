import type { RootContent } from 'mdast';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { fromMkdocs } from '../text/fromMkdocs';
import { parseMarkdown } from '../text/parseMarkdown';

/** A part of a page under one heading. */
export interface PageSection {
  heading: string;
  headingPath: readonly string[];
  /** The chunk that the section begins in: what a citation points at. */
  chunk: ChunkHit;
  nodes: readonly RootContent[];
  /** The Markdown that the positions of `nodes` refer to. */
  source: string;
}

/**
 * Puts the parts of a page together again, heading by heading.
 *
 * A long list of steps may be stored as several parts; parts that follow each other under one
 * heading are read as one text, so that the list is whole.
 */
export function readPage(parts: readonly ChunkHit[]): PageSection[] {
  const sections: PageSection[] = [];
  let group: ChunkHit[] = [];
  const flush = () => {
    if (group.length > 0) {
      sections.push(...readGroup(group));
    }
    group = [];
  };
  for (const part of [...parts].sort((a, b) => a.ordinal - b.ordinal)) {
    if (group.length > 0 && keyOf(group[0]) !== keyOf(part)) {
      flush();
    }
    group.push(part);
  }
  flush();
  return sections;
}

function keyOf(part: ChunkHit): string {
  return part.headingPath.join('\u0000');
}

/** Parts may carry their heading line; headings inside of a part open sections of their own. */
function readGroup(parts: readonly ChunkHit[]): PageSection[] {
  const source = fromMkdocs(parts.map(part => part.body.trim()).join('\n\n'));
  const { headingPath, title } = parts[0];
  const own = headingPath[headingPath.length - 1] ?? title;
  const sections: PageSection[] = [];
  let current = {
    heading: own,
    path: headingPath as readonly string[],
    nodes: [] as RootContent[],
  };
  const flush = () => {
    if (current.nodes.length > 0) {
      sections.push({
        heading: current.heading,
        headingPath: current.path,
        chunk: parts[0],
        nodes: current.nodes,
        source,
      });
    }
  };
  for (const node of parseMarkdown(source).children) {
    if (node.type === 'heading') {
      const heading = headingText(
        source.slice(node.position!.start.offset, node.position!.end.offset),
      );
      if (heading === own && current.nodes.length === 0) {
        continue;
      }
      flush();
      current = { heading, path: [...headingPath, heading], nodes: [] };
    } else {
      current.nodes.push(node);
    }
  }
  flush();
  return sections;
}

function headingText(line: string): string {
  return line
    .replace(/^#+\s*|\s*#+\s*$/g, '')
    .replace(/\s*\{[#.:][^}]*\}\s*$/, '')
    .trim();
}
