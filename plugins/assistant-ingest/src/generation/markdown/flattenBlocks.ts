/**
 * Turns what Python-Markdown adds into plain Markdown: admonitions, foldable blocks and tabs become
 * their title in bold and their content, one level further out. Headings inside are headings then.
 */
export function flattenBlocks(markdown: string): string {
  return flatten(markdown.replaceAll('\t', '    ').split('\n'), 0).join('\n');
}

const MAX_DEPTH = 20;
const FENCE = /^( *)(`{3,}|~{3,})/;
const OPENER =
  /^( *)(?:(?:!!!|\?\?\?\+?) +([\w-]+(?: +[\w-]+)*)?|===[+!]*)(?: *"(.*)")? *$/;
/** Python-Markdown needs no space behind the marks. */
const TIGHT_HEADING = /^(#{1,6})([^#\s].*)$/;

function flatten(lines: readonly string[], depth: number): string[] {
  const result: string[] = [];
  let fence: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const mark = FENCE.exec(line)?.[2];
    if (fence) {
      result.push(line);
      if (mark?.startsWith(fence) && line.trim() === mark) {
        fence = undefined;
      }
      continue;
    }
    if (mark) {
      fence = mark;
      result.push(line);
      continue;
    }
    const opener = depth < MAX_DEPTH ? readOpener(line) : undefined;
    const end = opener ? blockEnd(lines, at + 1, opener.indent + 4) : at + 1;
    if (!opener || end === at + 1) {
      result.push(line.replace(TIGHT_HEADING, '$1 $2'));
      continue;
    }
    const { indent, title } = opener;
    const inner = lines.slice(at + 1, end).map(text => text.slice(indent + 4));
    const pad = ' '.repeat(indent);
    result.push(
      '',
      ...(title ? [`${pad}**${title}**`, ''] : []),
      ...flatten(inner, depth + 1).map(text => (text ? pad + text : text)),
      '',
    );
    at = end - 1;
  }
  return result;
}

function readOpener(
  line: string,
): { indent: number; title: string } | undefined {
  const match = OPENER.exec(line);
  if (!match) {
    return undefined;
  }
  const [, pad, types, title] = match;
  // a row of "=" alone underlines a heading
  if (!types && title === undefined) {
    return undefined;
  }
  const type = types?.split(' ')[0] ?? '';
  return {
    indent: pad.length,
    title: title ?? type.charAt(0).toLocaleUpperCase('en-US') + type.slice(1),
  };
}

/** First line behind the indented block that starts at `from`; blank lines at its end do not count. */
function blockEnd(
  lines: readonly string[],
  from: number,
  indent: number,
): number {
  let end = from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at];
    if (line.trim() === '') {
      continue;
    }
    if (line.search(/\S/) < indent) {
      break;
    }
    end = at + 1;
  }
  return end;
}
