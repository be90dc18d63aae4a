/**
 * Rewrites what only mkdocs understands into plain Markdown.
 *
 * - `!!! warning "Title"` with an indented body becomes a quote that starts with the title in bold.
 * - `=== "Tab"` becomes the title in bold above its body.
 * - `Term` over `:   meaning` becomes `**Term**: meaning`.
 *
 * Text within fences is left alone.
 */
export function fromMkdocs(markdown: string): string {
  const lines = markdown.split(/\r?\n/);
  const out: string[] = [];
  let fence: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    fence = nextFence(line, fence);
    const box = fence
      ? undefined
      : line.match(
          /^( *)(?:!!!|\?\?\?\+?|===) ?(?:([\w-]+)\s*)?(?:"([^"]*)")?\s*$/,
        );
    if (box) {
      const { body, next } = takeIndented(lines, i + 1, box[1].length);
      const quoted = !line.trimStart().startsWith('===');
      out.push(
        ...renderBox({
          indent: box[1],
          title: box[3] || titleOf(box[2]),
          body,
          quoted,
        }),
      );
      i = next - 1;
      continue;
    }
    const meaning = fence ? undefined : line.match(/^:\s{1,4}(\S.*)$/);
    if (meaning && out.length > 0 && out[out.length - 1].trim()) {
      out.push(`**${out.pop()!.trim()}**: ${meaning[1]}`);
      continue;
    }
    out.push(line);
  }
  return out.join('\n');
}

function nextFence(
  line: string,
  fence: string | undefined,
): string | undefined {
  const mark = line.match(/^\s*(`{3,}|~{3,})/)?.[1];
  if (!mark) {
    return fence;
  }
  if (!fence) {
    return mark;
  }
  return mark[0] === fence[0] && mark.length >= fence.length
    ? undefined
    : fence;
}

function takeIndented(lines: readonly string[], start: number, indent: number) {
  const body: string[] = [];
  const prefix = ' '.repeat(indent + 4);
  let next = start;
  while (
    next < lines.length &&
    (lines[next].startsWith(prefix) || !lines[next].trim())
  ) {
    body.push(lines[next].slice(prefix.length));
    next++;
  }
  while (body.length > 0 && !body[body.length - 1].trim()) {
    body.pop();
    next--;
  }
  return { body, next };
}

function titleOf(kind = ''): string {
  return kind ? kind[0].toLocaleUpperCase('en-US') + kind.slice(1) : '';
}

function renderBox(box: {
  indent: string;
  title: string;
  body: string[];
  quoted: boolean;
}): string[] {
  const mark = box.quoted ? '> ' : '';
  const content = [...(box.title ? [`**${box.title}**`, ''] : []), ...box.body];
  return [
    '',
    ...content.map(line => `${box.indent}${mark}${line}`.trimEnd()),
    '',
  ];
}
