import { InputError } from '@backstage/errors';
import type {
  HeadingIdScheme,
  SourceDocument,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { decodeText, isMarkdown, type TreeFile } from '../files';
import { pageTitle } from './pageTitle';
import { pageUrl } from './pageUrl';
import { type MkdocsConfig, readMkdocsConfig } from './readMkdocsConfig';
import { resolvePageLinks } from './resolvePageLinks';

export interface SiteOptions {
  entityRef: string;
  /** Route of the site, e.g. `/docs/default/component/checkout`. */
  root: string;
  /** Ids of documents begin with it. */
  idPrefix: string;
  maxDocuments: number;
}

export interface Site {
  documents: SourceDocument[];
  problems: string[];
}

const CONFIG_NAMES = ['mkdocs.yml', 'mkdocs.yaml'];

export const isSiteFile = (path: string) =>
  CONFIG_NAMES.includes(path) || isMarkdown(path);

/**
 * Turns the files of a site into documents, as TechDocs would turn them into pages.
 *
 * @throws InputError when mkdocs.yml cannot be used.
 */
export function readSite(
  files: readonly TreeFile[],
  options: SiteOptions,
): Site {
  const config = readConfig(files);
  const problems: string[] = [];
  const pages = selectPages(files, config.docsDir);
  if (pages.size > options.maxDocuments) {
    problems.push(
      `${pages.size} pages; only the first ${options.maxDocuments} are kept. Raise assistant.documents.limits.maxDocuments or split the site`,
    );
  }
  const kept = [...pages].slice(0, options.maxDocuments);
  const urlOf = (path: string) =>
    pages.has(path) ? urlFor(path, config, options) : undefined;
  const documents = kept.flatMap(([path, file]) => {
    const text = decodeText(file.content);
    if (text === undefined) {
      problems.push(`${path} is no text; give it another extension`);
      return [];
    }
    return [toDocument({ path, text, file, config, options, urlOf })];
  });
  return { documents, problems };
}

function readConfig(files: readonly TreeFile[]): MkdocsConfig {
  const file = files.find(({ path }) => CONFIG_NAMES.includes(path));
  // TechDocs writes one with its defaults when there is none
  const text = file ? decodeText(file.content) : '';
  if (text === undefined) {
    throw new InputError('mkdocs.yml is no text; replace it');
  }
  return readMkdocsConfig(text);
}

/** Files by path below the folder of the pages; a README serves as index, as TechDocs has it. */
function selectPages(
  files: readonly TreeFile[],
  docsDir: string,
): Map<string, TreeFile> {
  const prefix = docsDir === '.' ? '' : `${docsDir}/`;
  const markdown = files.filter(({ path }) => isMarkdown(path));
  const pages = new Map(
    markdown
      .filter(({ path }) => path.startsWith(prefix))
      .map(file => [file.path.slice(prefix.length), file]),
  );
  if (!pages.has('index.md')) {
    const readme = [
      `${prefix}README.md`,
      `${prefix}readme.md`,
      'README.md',
      'readme.md',
    ]
      .map(name => markdown.find(({ path }) => path === name))
      .find(Boolean);
    if (readme) {
      pages.delete(readme.path.slice(prefix.length));
      pages.set('index.md', readme);
    }
  }
  return pages;
}

const urlFor = (path: string, config: MkdocsConfig, { root }: SiteOptions) =>
  pageUrl({ root, path, directoryUrls: config.directoryUrls });

function toDocument(parts: {
  path: string;
  text: string;
  file: TreeFile;
  config: MkdocsConfig;
  options: SiteOptions;
  urlOf(path: string): string | undefined;
}): SourceDocument {
  const { path, text, file, config, options, urlOf } = parts;
  const markdown = resolvePageLinks(text, { path, urlOf });
  const title = pageTitle({
    path,
    markdown,
    navTitle: config.titles.get(path),
    siteName: config.siteName,
  });
  const url = urlFor(path, config, options);
  return {
    id: `${options.idPrefix}${path}`,
    entityRef: options.entityRef,
    title,
    path: posix.join(options.root.split('/').at(-1) ?? '', file.path),
    url,
    revision: hashRevision([title, url, markdown], config.headingIds),
    markdown,
    ...(file.updatedAt && { updatedAt: file.updatedAt }),
    headingIds: config.headingIds,
  };
}

/** All that the reader sees of a page: a new title or other ids make it another one. */
function hashRevision(texts: readonly string[], ids: HeadingIdScheme): string {
  return createHash('sha256')
    .update(JSON.stringify([...texts, ids]))
    .digest('hex')
    .slice(0, 32);
}
