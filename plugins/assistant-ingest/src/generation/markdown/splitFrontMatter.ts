import yaml from 'js-yaml';

/** A front matter longer than this is none. */
const MAX_FRONT_MATTER = 20_000;
const FRONT_MATTER =
  /^\uFEFF?---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Takes the YAML in front of a page apart from the page. */
export function splitFrontMatter(markdown: string): {
  title?: string;
  body: string;
} {
  const text = markdown.replace(/\r\n?/g, '\n');
  const match = FRONT_MATTER.exec(text.slice(0, MAX_FRONT_MATTER));
  if (!match) {
    return { body: text.replace(/^\uFEFF/, '') };
  }
  const body = text.slice(match[0].length);
  try {
    const data: unknown = yaml.load(match[1], { schema: yaml.FAILSAFE_SCHEMA });
    // a rule, a sentence, a rule is no front matter
    if (data === null || data === undefined || typeof data === 'object') {
      const title = (data as { title?: unknown } | null | undefined)?.title;
      return { body, ...(typeof title === 'string' && { title }) };
    }
    return { body: text };
  } catch {
    return { body };
  }
}
