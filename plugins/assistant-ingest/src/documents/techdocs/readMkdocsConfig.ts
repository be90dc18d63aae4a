import { InputError } from '@backstage/errors';
import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';
import yaml from 'js-yaml';
import { posix } from 'node:path';
import { z } from 'zod';

/** What a mkdocs.yml says about pages, links and ids. */
export interface MkdocsConfig {
  siteName?: string;
  /** Folder of the pages below the root of the site. */
  docsDir: string;
  /** Titles of the navigation by path below `docsDir`. */
  titles: ReadonlyMap<string, string>;
  headingIds: HeadingIdScheme;
  /** `/page/` instead of `/page.html`. */
  directoryUrls: boolean;
}

const MAX_NAV_DEPTH = 20;
const MAX_NAV_ENTRIES = 10_000;
/** Kept so that the settings of a slugify function can be read; nothing of it is ever called. */
interface PythonTag {
  python: string;
  value: unknown;
}

/**
 * Python objects are what mkdocs itself allows in its configuration: they are read as data. Other
 * unknown tags (`!ENV`, `!relative`) stand for values that do not matter here.
 */
const MKDOCS_SCHEMA = yaml.DEFAULT_SCHEMA.extend(
  (['scalar', 'sequence', 'mapping'] as const).flatMap(kind => [
    new yaml.Type('tag:yaml.org,2002:python/', {
      kind,
      multi: true,
      construct: (value, type): PythonTag => ({ python: type ?? '', value }),
    }),
    new yaml.Type('!', { kind, multi: true, construct: value => value }),
  ]),
);

const mkdocsSchema = z.object({
  site_name: z.unknown(),
  docs_dir: z.string().nullish(),
  nav: z.unknown(),
  markdown_extensions: z.unknown(),
  use_directory_urls: z.boolean().nullish().catch(undefined),
});

/**
 * Reads a mkdocs.yml.
 *
 * @throws InputError when it is no YAML, or points outside of its site.
 */
export function readMkdocsConfig(text: string): MkdocsConfig {
  let loaded: unknown;
  try {
    loaded = yaml.load(text, { schema: MKDOCS_SCHEMA });
  } catch (error) {
    throw new InputError('mkdocs.yml is no valid YAML; mend it', error);
  }
  const parsed = mkdocsSchema.safeParse(loaded ?? {});
  if (!parsed.success) {
    throw new InputError(
      'mkdocs.yml must be a mapping whose docs_dir is a text; mend it',
    );
  }
  const config = parsed.data;
  const titles = new Map<string, string>();
  readNav(config.nav, undefined, titles, 0);
  return {
    ...(typeof config.site_name === 'string' && {
      siteName: config.site_name,
    }),
    docsDir: insideSite(config.docs_dir ?? 'docs', 'docs_dir'),
    titles,
    headingIds: readHeadingIds(config.markdown_extensions),
    directoryUrls: config.use_directory_urls ?? true,
  };
}

/** A relative path that stays below the root of the site. */
function insideSite(path: string, key: string): string {
  const normal = posix.normalize(path.replaceAll('\\', '/'));
  if (
    posix.isAbsolute(normal) ||
    /^[a-z]:/i.test(normal) ||
    normal === '..' ||
    normal.startsWith('../')
  ) {
    throw new InputError(
      `${key} in mkdocs.yml points outside of the site (${path}); give a path below the folder of mkdocs.yml`,
    );
  }
  return normal.replace(/\/$/, '');
}

function readNav(
  node: unknown,
  title: string | undefined,
  titles: Map<string, string>,
  depth: number,
): void {
  if (depth > MAX_NAV_DEPTH || titles.size > MAX_NAV_ENTRIES) {
    throw new InputError(
      'nav in mkdocs.yml is too deep or too long; shorten it',
    );
  }
  if (typeof node === 'string') {
    // the other kinds are links, and sites of the monorepo plugin
    if (!/^([a-z][a-z+.-]*:|!|\/\/)/i.test(node)) {
      const path = insideSite(node, 'nav');
      if (title && !titles.has(path)) {
        titles.set(path, title);
      }
    }
  } else if (Array.isArray(node)) {
    node.forEach(child => readNav(child, undefined, titles, depth + 1));
  } else if (node && typeof node === 'object') {
    for (const [key, child] of Object.entries(node)) {
      readNav(child, key, titles, depth + 1);
    }
  }
}

const tocSchema = z.object({
  separator: z.string().max(5).nullish(),
  slugify: z
    .object({
      python: z.string(),
      value: z.unknown(),
    })
    .nullish()
    .catch(undefined),
});
const keywordsSchema = z.object({
  kwds: z.object({ case: z.string().nullish() }).nullish(),
});

/** The `toc` extension makes the ids; it stands in a list of names and mappings, or in one mapping. */
function readHeadingIds(extensions: unknown): HeadingIdScheme {
  const entries: unknown[] = Array.isArray(extensions)
    ? extensions
    : [extensions];
  const options = entries
    .filter(
      (entry): entry is Record<string, unknown> =>
        typeof entry === 'object' && entry !== null,
    )
    .map(entry => entry.toc ?? entry['markdown.extensions.toc'])
    .find(Boolean);
  const toc = tocSchema.safeParse(options ?? {});
  const { separator, slugify } = toc.success ? toc.data : {};
  const sep = separator ?? '-';
  if (!slugify) {
    return { slugify: 'mkdocs', separator: sep, case: 'lower' };
  }
  const keywords = keywordsSchema.safeParse(slugify.value);
  const givenCase = keywords.success ? keywords.data.kwds?.case : undefined;
  const lower =
    // these functions of old and of Python-Markdown itself lower the case without being told
    /(uslugify|uslugify_encoded|slugify_unicode)$/.test(slugify.python) ||
    (givenCase !== undefined && givenCase !== null && givenCase !== 'none');
  return {
    slugify: 'unicode',
    separator: sep,
    case: lower ? 'lower' : 'none',
  };
}
