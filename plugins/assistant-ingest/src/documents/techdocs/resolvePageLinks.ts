import { posix } from 'node:path';

const FENCE = /^\s*(`{3,}|~{3,})/;
/** Target of a Markdown link to another page, with its heading. */
const PAGE_LINK =
  /\]\((?!\w+:|\/|#)([^()\s]+?\.(?:md|markdown))(#[^()\s]*)?(\s+"[^"]*")?\)/gi;

/**
 * Makes links between the pages of a site absolute, for a quoted part of a page stands elsewhere.
 *
 * @param options.urlOf - link of a page by its path, or `undefined` if there is no such page
 */
export function resolvePageLinks(
  markdown: string,
  options: { path: string; urlOf(path: string): string | undefined },
): string {
  const folder = posix.dirname(options.path);
  let fence: string | undefined;
  return markdown
    .split('\n')
    .map(line => {
      const mark = FENCE.exec(line)?.[1];
      if (mark && !fence) {
        fence = mark;
      } else if (mark && fence && mark.startsWith(fence)) {
        fence = undefined;
      }
      if (fence || !line.includes('](')) {
        return line;
      }
      return line.replace(PAGE_LINK, (link, target: string, heading = '') => {
        const url = options.urlOf(posix.join(folder, decode(target)));
        return url ? `](${url}${heading})` : link;
      });
    })
    .join('\n');
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
