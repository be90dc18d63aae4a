import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  flattenBlocks,
  parseBlocks,
  splitFrontMatter,
} from '../../generation/markdown';
import {
  EXAMPLE_DOCUMENTS,
  EXAMPLES,
  exampleFolders,
  readEntity,
} from '../../testUtils/exampleEntities';
import { readMkdocsConfig } from './readMkdocsConfig';

function listPages(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap(name => {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) {
      return listPages(folder, path);
    }
    return path.endsWith('.md') ? [path] : [];
  });
}

/** Ids of the headings of a page that mkdocs built; the theme's own headings have none or stand outside. */
function renderedIds(html: string): string[] {
  const article = /<article[^>]*>([\s\S]*?)<\/article>/.exec(html)?.[1] ?? html;
  return [...article.matchAll(/<h[1-6][^>]*\sid="([^"]+)"/g)].map(
    ([, id]) => id,
  );
}

const sites = exampleFolders().map(folder => basename(folder));

describe('ids of headings against the sites that mkdocs built', () => {
  let compared = 0;

  it.each(sites)('%s', async name => {
    const folder = join(EXAMPLE_DOCUMENTS, name);
    const config = readMkdocsConfig(
      readFileSync(join(folder, 'mkdocs.yml'), 'utf8'),
    );
    const entity = readEntity(folder);
    const site = join(
      EXAMPLES,
      'techdocs-sites',
      (entity.metadata.namespace ?? 'default').toLowerCase(),
      entity.kind.toLowerCase(),
      entity.metadata.name.toLowerCase(),
    );
    const docs = join(folder, config.docsDir);

    for (const page of listPages(docs)) {
      const target = page.replace(/\.md$/, '').replace(/(^|\/)index$/, '$1');
      const rendered = renderedIds(
        readFileSync(join(site, target, 'index.html'), 'utf8'),
      );
      const { body } = splitFrontMatter(readFileSync(join(docs, page), 'utf8'));
      const blocks = await parseBlocks(flattenBlocks(body), config.headingIds);
      const ours = blocks.flatMap(block =>
        block.type === 'heading' && block.id ? [block.id] : [],
      );
      expect({ page, ids: ours }).toEqual({ page, ids: rendered });
      compared += rendered.length;
    }
  });

  it('compared all of them', () => {
    expect(compared).toBeGreaterThanOrEqual(605);
  });
});
