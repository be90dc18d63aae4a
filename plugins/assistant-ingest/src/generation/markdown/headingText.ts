import type { Heading } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** `## Steps {#steps .wide}`: the list of attributes at the end of a heading. */
const ATTRIBUTES = /[ ]+\{:?[ ]*([^}\n ][^}\n]*)[ ]*\}[ ]*$/;
/** What the `smartsymbols` of TechDocs replaces by a sign that is no letter. */
const SIGNS = /\((?:c|r)\)|<-->|-->|<--|=\/=|\+\/-/gi;

/** Text of a heading as its page shows it, and the id that its author gave it. */
export function headingText(heading: Heading): { text: string; id?: string } {
  const raw = toString(heading, { includeImageAlt: false, includeHtml: false });
  const attributes = ATTRIBUTES.exec(raw)?.[1];
  const id = attributes && /(?:^|\s)#([^\s}.#]+)/.exec(attributes)?.[1];
  const text = raw
    .replace(ATTRIBUTES, '')
    .replace(/\{:[^}]*\}/g, '')
    .replace(/\[\^[^\]]+\]/g, '')
    .replace(SIGNS, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { text, ...(id && { id }) };
}
