/** Runs of letters and digits, joined by the signs that stand inside of identifiers. */
const TOKEN = /[\p{L}\p{N}]+(?:[._\-/:@][\p{L}\p{N}]+)*/gu;
/** Borders inside of CamelCase: `podCrash`, and `OOMKilled` between the last two capitals. */
const CAMEL = /(\p{Ll}|\p{N})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})/gu;
const MAX_WHOLE = 80;
const MAX_QUERY_WORDS = 64;

/**
 * Words that a text is found by, for the index and for questions alike.
 *
 * Identifiers are split and also kept whole without their signs, so that `KubePodCrashLooping`,
 * `kube_pod_crash_looping` and "kube pod crash looping" meet, and the exact name counts most.
 * Stemming is left to the database.
 */
export function lexicalText(text: string): string {
  const words: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const parts = split(token);
    words.push(...parts);
    const whole = parts.join('');
    if (parts.length > 1 && whole.length <= MAX_WHOLE) {
      words.push(whole);
    }
  }
  return words.join(' ');
}

/** Different words of a question, at most {@link MAX_QUERY_WORDS}: a repeated word must not count twice. */
export function lexicalQuery(text: string): string {
  const words = lexicalText(text).split(' ').filter(Boolean);
  return [...new Set(words)].slice(0, MAX_QUERY_WORDS).join(' ');
}

function split(token: string): string[] {
  return token
    .replace(CAMEL, '$& ')
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
