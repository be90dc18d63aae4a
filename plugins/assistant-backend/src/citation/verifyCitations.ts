import { contentStems, identifierTokens, shareOf } from '../text/words';

/** What a source says, title and headings included, by the mark that it is cited by: `3`, or `P12` within a pack. */
export type CitedTexts = ReadonlyMap<string, string>;

export interface VerifiedSentence {
  /** The sentence with marks that resolve, written as `[^n]`; others are taken out. */
  text: string;
  /** `false`: no source that it names says this. */
  supported: boolean;
  /** Marks that resolve, in order. */
  labels: readonly string[];
}

/** Share of the sentence's words that its sources must have. */
const MIN_SHARE = 0.34;
/** The same for a sentence about what is wrong right now: half of it must not be anything else. */
const MIN_STRICT_SHARE = 0.55;
/** Share of its technical words that they may lack. */
const MAX_INVENTED = 0.34;
const MARK = /\[\^?(P?\d{1,3})\]/g;

/**
 * Checks one sentence of a model against the sources that it names.
 *
 * It needs a mark that resolves, enough of its words in those sources, and no command, name or
 * number that they lack. A sentence in another language than its source can only be held to what is
 * the same in both, so it needs at least one such word.
 *
 * A sentence of a diagnosis is held `strict`: no name and no figure may come from anywhere else, and
 * most of its words must be the sources' own.
 */
export function verifySentence(
  sentence: string,
  sources: CitedTexts,
  options: { strict?: boolean } = {},
): VerifiedSentence {
  const labels = [
    ...new Set([...sentence.matchAll(MARK)].map(match => match[1])),
  ].filter(label => sources.has(label));
  const text = sentence
    .replace(MARK, (_, label: string) =>
      sources.has(label) ? `[^${label}]` : '',
    )
    .replace(/[ \t]+(?=[.,;:]|[ \t]\[\^)/g, '');
  const cited = labels.map(label => sources.get(label)).join('\n');
  return {
    text,
    labels,
    supported:
      labels.length > 0 &&
      isSupported(sentence.replace(MARK, ''), cited, options),
  };
}

function isSupported(
  sentence: string,
  source: string,
  { strict = false }: { strict?: boolean },
): boolean {
  const given = source.toLocaleLowerCase('en-US');
  const identifiers = [...identifierTokens(sentence)];
  const invented = identifiers.filter(token => !given.includes(token));
  if (invented.length > identifiers.length * (strict ? 0 : MAX_INVENTED)) {
    return false;
  }
  if (strict && figuresOf(sentence).some(figure => !given.includes(figure))) {
    return false;
  }
  if (isCyrillic(sentence) !== isCyrillic(source)) {
    return identifiers.length > 0;
  }
  return (
    shareOf(contentStems(sentence), contentStems(source)) >=
    (strict ? MIN_STRICT_SHARE : MIN_SHARE)
  );
}

/** Times, counts, sizes and versions. */
function figuresOf(sentence: string): string[] {
  return Array.from(
    sentence.toLocaleLowerCase('en-US').matchAll(/\d+(?:[.:]\d+)*\p{L}*/gu),
    ([figure]) => figure,
  );
}

function isCyrillic(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  return cyrillic > letters * 0.3;
}
