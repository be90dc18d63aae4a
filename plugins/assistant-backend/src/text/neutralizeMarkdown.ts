import type { Nodes, Parent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseMarkdown } from './parseMarkdown';

/** The page that a text was taken from: what its relative links are relative to. */
export interface LinkBase {
  url: string;
  path: string;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Makes text of a document safe to show and to send on.
 *
 * Nothing of a page may load, run, or lead out of the portal unnoticed: images go, HTML becomes
 * visible text, links to other hosts keep their words and show the address as code, links to pages
 * of the same site become links into the portal. A `[^1]` of the page cannot pass for a citation.
 */
export function neutralizeMarkdown(markdown: string, base?: LinkBase): string {
  const edits: Edit[] = [];
  collectEdits(parseMarkdown(markdown), { markdown, base, edits });
  return applyEdits(markdown, edits);
}

interface Context {
  markdown: string;
  base: LinkBase | undefined;
  edits: Edit[];
}

function collectEdits(node: Nodes, context: Context): void {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const replace = (text: string) => context.edits.push({ start, end, text });
  switch (node.type) {
    case 'image':
    case 'imageReference':
      replace(escapeText(node.alt ?? ''));
      return;
    case 'html':
      replace(escapeText(context.markdown.slice(start, end)));
      return;
    case 'link':
      replace(renderLink(toString(node), node.url, context.base));
      return;
    case 'linkReference':
      replace(escapeText(toString(node)));
      return;
    case 'definition':
    case 'footnoteDefinition':
      replace('');
      return;
    case 'footnoteReference':
      replace('');
      return;
    case 'text':
      replace(escapeMarks(context.markdown.slice(start, end)));
      return;
    default:
      if ('children' in node) {
        (node as Parent).children.forEach(child =>
          collectEdits(child, context),
        );
      }
  }
}

function applyEdits(markdown: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    if (edit.start >= position) {
      result += markdown.slice(position, edit.start) + edit.text;
      position = edit.end;
    }
  }
  return result + markdown.slice(position);
}

function renderLink(
  words: string,
  href: string,
  base: LinkBase | undefined,
): string {
  const text = escapeText(words);
  const inPortal = base && resolveInPortal(href, base);
  if (inPortal) {
    return `[${text.replace(/[[\]]/g, '')}](${inPortal})`;
  }
  const host = hostOf(href);
  if (!host) {
    return text;
  }
  const address = `\`${href.replace(/[`\s]/g, '')}\``;
  return words === href || words === host ? address : `${text} (${address})`;
}

function hostOf(href: string): string | undefined {
  try {
    const { protocol, host } = new URL(href);
    return protocol === 'https:' || protocol === 'http:' ? host : undefined;
  } catch {
    return undefined;
  }
}

/** The path of a page of the same site, by the rules of mkdocs' directory addresses. */
function resolveInPortal(href: string, base: LinkBase): string | undefined {
  if (!base.url.startsWith('/') || /^[a-z][a-z0-9+.-]*:|^\/|^\\/i.test(href)) {
    return undefined;
  }
  const isIndex = /(?:^|\/)(?:index|readme)\.md$/i.test(base.path);
  const page = new URL(
    `${base.url.replace(/[?#].*$/, '').replace(/\/?$/, '/')}`,
    'http://portal',
  );
  try {
    const target = new URL(
      href,
      isIndex || href.startsWith('#') ? page : new URL('../', page),
    );
    const path = target.pathname
      .replace(/(?:^|(?<=\/))(?:index|readme)\.md$/i, '')
      .replace(/\.md$/, '/');
    const link = `${path}${target.hash}`.replace(/[()]/g, mark =>
      mark === '(' ? '%28' : '%29',
    );
    return target.host === 'portal' && path.startsWith('/docs/')
      ? link
      : undefined;
  } catch {
    return undefined;
  }
}

function escapeText(text: string): string {
  return escapeMarks(text).replace(/\s*\n\s*/g, ' ');
}

function escapeMarks(text: string): string {
  return text
    .replace(/&(?![a-z]+;|#\d+;)/gi, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/(?<!\\)\[\^/g, '\\[^');
}
