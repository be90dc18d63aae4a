import { posix } from 'node:path';
import { splitFrontMatter } from '../../generation/markdown';

const FIRST_HEADING = /^#[ \t]+(.+?)(?:[ \t]+#+)?(?:[ \t]+\{[^}]*\})?[ \t]*$/m;

/**
 * Title of a page, as mkdocs finds it: navigation, then front matter, then first heading.
 *
 * Start pages are the exception: each navigation calls them "Overview" or "Home", so their heading
 * or the site's name says more.
 */
export function pageTitle(options: {
  path: string;
  markdown: string;
  navTitle?: string;
  siteName?: string;
}): string {
  const { path, navTitle, siteName } = options;
  const { title, body } = splitFrontMatter(options.markdown);
  const heading = FIRST_HEADING.exec(body)?.[1].replace(/[*_`]/g, '').trim();
  const name = posix.basename(path).replace(/\.\w+$/, '');
  const isStart = /^(index|readme)\.\w+$/i.test(path);
  const candidates = isStart
    ? [heading, title, siteName, navTitle]
    : [navTitle, title, heading];
  return (
    candidates.find(candidate => candidate?.trim()) ??
    name.replace(/[-_]+/g, ' ')
  );
}
