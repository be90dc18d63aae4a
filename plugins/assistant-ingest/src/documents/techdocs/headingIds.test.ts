import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import yaml from 'js-yaml';
import {
  flattenBlocks,
  parseBlocks,
  splitFrontMatter,
} from '../../generation/markdown';
import { readMkdocsConfig } from './readMkdocsConfig';

const EXAMPLES = resolve(__dirname, '../../../../../examples');
const DOCUMENTS = join(EXAMPLES, 'documents');

function listPages(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below)).flatMap(name => {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) {
      return listPages(folder, path);
    }
    return path.endsWith('.md') ? [path] : [];
  });
}

interface EntityFile {
  kind: string;
  metadata: { name: string; namespace?: string };
}

/** Ids of the headings of a page that mkdocs built; the theme's own headings have none or stand outside. */
function renderedIds(html: string): string[] {
  const article = /<article[^>]*>([\s\S]*?)<\/article>/.exec(html)?.[1] ?? html;
  return [...article.matchAll(/<h[1-6][^>]*\sid="([^"]+)"/g)].map(
    ([, id]) => id,
  );
}

const sites = readdirSync(DOCUMENTS).filter(
  name =>
    readdirSync(DOCUMENTS).includes(name) &&
    statSync(join(DOCUMENTS, name)).isDirectory(),
);

describe('ids of headings against the sites that mkdocs built', () => {
  let compared = 0;

  it.each(sites)('%s', name => {
    const folder = join(DOCUMENTS, name);
    const config = readMkdocsConfig(
      readFileSync(join(folder, 'mkdocs.yml'), 'utf8'),
    );
    const [entity] = yaml.loadAll(
      readFileSync(join(folder, 'catalog-info.yaml'), 'utf8'),
    ) as EntityFile[];
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
      const ours = parseBlocks(flattenBlocks(body), config.headingIds).flatMap(
        block => (block.type === 'heading' && block.id ? [block.id] : []),
      );
      expect({ page, ids: ours }).toEqual({ page, ids: rendered });
      compared += rendered.length;
    }
  });

  it('compared all of them', () => {
    expect(compared).toBeGreaterThanOrEqual(605);
  });
});
