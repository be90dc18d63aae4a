import { LRUCache } from 'lru-cache';

/** Words that carry no meaning of their own, in both languages. */
const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can could did do does for from get got had has have he her his how i if in into is it its ' +
    'me my no not of off on or our out over she should so than that the their them then there these they this those to too us was ' +
    'we were what when where which while who whom why will with would you your after before between during about again more most ' +
    'some any all just now up down again please tell need want there here also only very still ' +
    'а без более бы был была были было в вам вас весь во вот все всё всего вы где да для до его ее её если есть ещё еще же за и из ' +
    'или им их к как какая какие какой ко когда которая которые который кто ли либо мне много может можно мы на над надо нам нас не ' +
    'него нее неё нет ни них но ну о об он она они оно от очень по под при с со так такое там те тем то тоже только том тот ту ты у ' +
    'уже чего чем что чтобы эта эти это этого этой этом этот я какую каких делать делаю нужно нужен надо сделать почему зачем куда ' +
    'сколько себя свой своя наш наша наши нашем нашей после перед через между вдруг меня быть'
  ).split(' '),
);

/** A letter, digit, or what holds an identifier together: `kube_pod_status`, `orders.events`, `payments-worker`. */
const WORD = /[\p{L}\p{N}]+(?:[._\-/:][\p{L}\p{N}]+)*/gu;

/** Splits `KubePodCrashLooping`, `kube_pod_status` and `orders.events` into their parts. */
function splitCompound(word: string): string[] {
  return word
    .split(/[._\-/:]+/)
    .flatMap(part =>
      part
        .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
        .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
        .split(' '),
    )
    .filter(Boolean);
}

const RUSSIAN_ENDING =
  /(?:иями|ается|яется|уется|иться|аться|яться|ями|ами|ого|его|ому|ему|ыми|ими|ать|ять|ить|еть|ует|ает|яет|ают|яют|тся|ться|ал|ил|ел|ой|ей|ий|ый|ая|яя|ое|ее|ые|ие|ов|ев|ом|ем|ам|ям|ах|ях|ию|ия|ью|ть|ет|ит|ут|ют|ат|ят|ла|ло|ли)$/;

/** Longer endings only where enough is left: «откат» is a word, not a form of «отк». */
function withoutRussianEnding(word: string): string {
  const bare = word.replace(RUSSIAN_ENDING, '');
  const short = bare.length >= 4 ? bare : word.replace(/[аеиоуыэюяьй]$/, '');
  return short.length >= 3 ? short : word;
}

/**
 * Cuts a word down to what its inflections share.
 *
 * A real stemmer works in the database; this one only compares words within one page, where a
 * shared beginning is enough and both languages take the same few lines.
 */
export function stemOf(word: string): string {
  const lower = word.toLocaleLowerCase('en-US').replace(/ё/g, 'е');
  if (/^\p{N}/u.test(lower) || lower.length <= 3) {
    return lower;
  }
  if (/[а-я]/.test(lower)) {
    return withoutRussianEnding(lower).slice(0, 8);
  }
  const bare = lower.replace(/(?:ing|ings|edly|ed|es|s|ly)$/, '');
  return (bare.length >= 3 ? bare : lower).slice(0, 7);
}

/** Words whose stems are kept; a few million characters at most. */
const MAX_KNOWN_WORDS = 50_000;
/** A longer word, a key or a blob, is not met again. */
const MAX_KNOWN_LENGTH = 64;

/** Texts use the same words over and over, and taking one apart costs a dozen expressions. */
const knownStems = new LRUCache<string, readonly string[]>({
  max: MAX_KNOWN_WORDS,
});

function stemsOfWord(word: string): readonly string[] {
  const known = knownStems.get(word);
  if (known) {
    return known;
  }
  const parts = splitCompound(word);
  const stems = parts
    .filter(part => {
      const lower = part.toLocaleLowerCase('en-US');
      return (
        !STOP_WORDS.has(lower) && (lower.length > 1 || /\p{N}/u.test(lower))
      );
    })
    .map(stemOf);
  if (parts.length > 1) {
    stems.push(word.toLocaleLowerCase('en-US'));
  }
  if (word.length <= MAX_KNOWN_LENGTH) {
    knownStems.set(word, stems);
  }
  return stems;
}

/** Stems of the words that carry meaning, compounds split and also kept whole. */
export function contentStems(text: string): Set<string> {
  const stems = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    for (const stem of stemsOfWord(word)) {
      stems.add(stem);
    }
  }
  return stems;
}

/**
 * Tokens that mean the same in every language: names of alerts, metrics, topics, errors, numbers of
 * exit codes, and any Latin word of a Russian sentence.
 */
export function identifierTokens(text: string): Set<string> {
  const russian = /\p{Script=Cyrillic}/u.test(text);
  const tokens = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (/\p{Script=Cyrillic}/u.test(word)) {
      continue;
    }
    const lower = word.toLocaleLowerCase('en-US');
    if (!/\p{L}/u.test(word) && !/^\p{N}{3,}$/u.test(word)) {
      continue;
    }
    const compound =
      splitCompound(word).length > 1 ||
      /^\p{Lu}{2,}\p{N}*$/u.test(word) ||
      /\p{L}\p{N}|\p{N}\p{L}/u.test(word);
    if (
      compound ||
      /^\p{N}{3,}$/u.test(word) ||
      (russian &&
        lower.length > 1 &&
        !STOP_WORDS.has(lower) &&
        /\p{L}/u.test(word))
    ) {
      tokens.add(lower);
    }
  }
  return tokens;
}

/** Share of the first set that is in the second, 0 for an empty one. */
export function shareOf(
  wanted: ReadonlySet<string>,
  found: Pick<ReadonlySet<string>, 'has'>,
): number {
  if (wanted.size === 0) {
    return 0;
  }
  let hits = 0;
  for (const word of wanted) {
    hits += found.has(word) ? 1 : 0;
  }
  return hits / wanted.size;
}
