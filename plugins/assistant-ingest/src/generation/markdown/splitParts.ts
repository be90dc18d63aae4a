import { countWords } from './countWords';

/** Longest unit in characters, whole or not: about five times what an embedder reads. */
export const MAX_UNIT_CHARACTERS = 12_000;

const SENTENCE_END = /(?<=[.!?…]["»”)]?)\s+(?=["«“([]?[\p{Lu}\p{N}`*])/u;

/** Cuts a text between sentences or lines into parts of at most `maxWords`, as even as they come. */
export function splitParts(
  text: string,
  options: { maxWords: number; at: 'sentences' | 'lines' },
): string[] {
  const words = countWords(text);
  if (words <= options.maxWords && text.length <= MAX_UNIT_CHARACTERS) {
    return [text];
  }
  const isLines = options.at === 'lines';
  const pieces = (
    isLines ? text.split('\n') : text.split(SENTENCE_END)
  ).flatMap(cut);
  // even parts rather than one full part and a crumb
  const wanted = Math.min(
    options.maxWords,
    Math.ceil(words / Math.ceil(words / options.maxWords)),
  );
  const parts: string[] = [];
  let current = '';
  let count = 0;
  for (const piece of pieces) {
    const size = countWords(piece);
    const isFull =
      (count > 0 && count + size > wanted * 1.15) ||
      current.length + piece.length > MAX_UNIT_CHARACTERS;
    // a point of a list keeps the lines that are indented below it
    const mayCut =
      !isLines || options.maxWords === Infinity || /^\S/.test(piece);
    if (
      current &&
      isFull &&
      (mayCut || current.length > MAX_UNIT_CHARACTERS / 2)
    ) {
      parts.push(current);
      current = '';
      count = 0;
    }
    current += current ? `${isLines ? '\n' : ' '}${piece}` : piece;
    count += size;
  }
  return [...parts, current].filter(part => part.trim() !== '');
}

/** One line may be a whole minified file. */
function cut(piece: string): string[] {
  if (piece.length <= MAX_UNIT_CHARACTERS) {
    return [piece];
  }
  const parts: string[] = [];
  for (let at = 0; at < piece.length; at += MAX_UNIT_CHARACTERS) {
    parts.push(piece.slice(at, at + MAX_UNIT_CHARACTERS));
  }
  return parts;
}
