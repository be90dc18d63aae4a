/** Text without words, such as a key in base64, counts as one word for so many characters. */
const WORDLESS = 40;

/** Words of a text, by which its length is judged; marks between them do not count. */
export const countWords = (text: string): number =>
  Math.max(
    text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0,
    Math.floor(text.length / WORDLESS),
  );
