import { fromMkdocs } from './fromMkdocs';
import { contentStems, shareOf } from './words';

interface Part {
  body: string;
  score: number;
}

export interface Definition<T> {
  term: string;
  meaning: string;
  chunk: T;
}

/** `**Term**: meaning`, as definition lists are read, or `- **Term** — meaning`. */
const ENTRY =
  /^(?:[-*]\s+)?\*\*([^*\n]{1,80})\*\*\s*[:—–-]\s*(\S.*(?:\n(?!\n|(?:[-*]\s+)?\*\*)[^\n]+)*)/gm;

/** Words that ask for a definition rather than name what is asked about. */
const ASKING = contentStems(
  'what is meant explain mean means meaning difference define definition term mean called ' +
    'что такое значит означает объясни поясни термин отличается отличаются разница определение называется',
);

/** The entries of a glossary that the question asks about, best first; two for "what is the difference". */
export function findDefinitions<T extends Part>(
  chunks: readonly T[],
  question: string,
): Definition<T>[] {
  const wanted = new Set(
    [...contentStems(question)].filter(stem => !ASKING.has(stem)),
  );
  return chunks
    .flatMap(chunk =>
      [...fromMkdocs(chunk.body).matchAll(ENTRY)].map(([, term, meaning]) => {
        const words =
          [...contentStems(term)].length > 0
            ? contentStems(term)
            : new Set([term.toLocaleLowerCase('en-US')]);
        return {
          term,
          meaning: meaning.replace(/\s+/g, ' ').trim(),
          chunk,
          fit: shareOf(words, wanted),
        };
      }),
    )
    .filter(entry => entry.fit >= 0.5)
    .sort((a, b) => b.fit - a.fit || b.chunk.score - a.chunk.score)
    .filter(
      (entry, i, all) =>
        all.findIndex(other => other.term === entry.term) === i,
    )
    .slice(0, 2)
    .map(({ term, meaning, chunk }) => ({ term, meaning, chunk }));
}
