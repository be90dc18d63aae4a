import { neutralizeMarkdown } from '../../text/neutralizeMarkdown';

const MAX_LENGTH = 300;

/**
 * Text of a system as a part of our own sentence: one line, no marks that format or link, no
 * citation of its own.
 */
export function inlineText(text: string, maxLength = MAX_LENGTH): string {
  const short = oneLine(text, maxLength);
  // marks at the start would make a heading, a quote or a list of it
  return neutralizeMarkdown(
    short
      .replace(/[\\`*~|]/g, '\\$&')
      .replace(/^([#>+-])/, '\\$1')
      .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2'),
  );
}

function oneLine(text: string, maxLength: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

/** Text of a system as code within a sentence. */
export function codeSpan(text: string, maxLength = MAX_LENGTH): string {
  const line = oneLine(text, maxLength);
  const longest = Math.max(
    0,
    ...Array.from(line.matchAll(/`+/g), match => match[0].length),
  );
  const ticks = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${ticks}${space}${line || ' '}${space}${ticks}`;
}

/** Text of a system as a block to read: no line of it can end the block. */
export function codeBlock(text: string, language = 'text'): string {
  const longest = Math.max(
    2,
    ...Array.from(text.matchAll(/`+/g), match => match[0].length),
  );
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
