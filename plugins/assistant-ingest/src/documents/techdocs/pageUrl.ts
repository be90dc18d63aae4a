import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';

/** Route of the TechDocs reader for an entity, in lower case as its links are. */
export function techdocsRoot(entity: Entity): string {
  const { namespace = DEFAULT_NAMESPACE, name } = entity.metadata;
  return [namespace, entity.kind, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .reduce((path, part) => `${path}/${part}`, '/docs');
}

/** Where TechDocs shows a page; `path` is the file below the folder of the pages. */
export function pageUrl(options: {
  root: string;
  path: string;
  directoryUrls: boolean;
}): string {
  const { root, path, directoryUrls } = options;
  const page = path.replace(/\.(md|markdown)$/i, '');
  const folder = page.replace(/(^|\/)(index|readme)$/i, '$1');
  const isIndex = folder !== page;
  let target = folder;
  if (!isIndex) {
    target = directoryUrls ? `${page}/` : `${page}.html`;
  }
  return `${root}/${target.split('/').map(encodeURIComponent).join('/')}`;
}
