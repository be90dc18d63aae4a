import type {
  DocumentSource,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';

/** The Markdown files below a folder, each first-level folder as a component of its own. */
export class FolderSource implements DocumentSource {
  readonly id = 'folder';
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async *read(): AsyncGenerator<SourceItem> {
    const names = (await readdir(this.#folder, { recursive: true }))
      .map(name => name.split(sep).join(posix.sep))
      .filter(name => /\.(?:md|markdown)$/i.test(name))
      .sort();
    const bySite = new Map<string, string[]>();
    for (const name of names) {
      bySite.set(siteOf(name), [...(bySite.get(siteOf(name)) ?? []), name]);
    }
    for (const [site, paths] of bySite) {
      const entityRef = `component:default/${site}`;
      const idPrefix = `folder/${site}/`;
      for (const path of paths) {
        const markdown = await readFile(join(this.#folder, path), 'utf8');
        yield {
          type: 'document',
          document: {
            id: `${idPrefix}${path}`,
            entityRef,
            title: titleOf(markdown, path),
            path,
            url: `/docs/default/component/${site}/${path.replace(
              /\.\w+$/,
              '/',
            )}`,
            revision: createHash('sha256').update(markdown).digest('hex'),
            markdown,
            headingIds: { slugify: 'unicode', separator: '-', case: 'lower' },
          },
        };
      }
      yield { type: 'complete', entityRef, idPrefix };
    }
  }
}

/** The first folder of a path as a valid entity name. */
function siteOf(path: string): string {
  const folder = path.includes('/') ? path.split('/')[0] : 'docs';
  return (
    folder
      .toLocaleLowerCase('en-US')
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'docs'
  );
}

function titleOf(markdown: string, path: string): string {
  const front = markdown.match(/^---\n(?:.*\n)*?title:\s*["']?([^"'\n]+)/);
  return (
    front?.[1] ??
    markdown.match(/^#\s+(.+?)\s*#*\s*$/m)?.[1] ??
    posix.basename(path).replace(/\.\w+$/, '')
  ).trim();
}
