/** Share of Cyrillic letters from which a text counts as Russian; commands and names are Latin in both. */
const RUSSIAN_SHARE = 0.25;
/** Fewer letters say nothing. */
const MIN_LETTERS = 12;

/** Language of the words of a Markdown text, `undefined` when there are too few. */
export function detectLanguage(markdown: string): 'en' | 'ru' | undefined {
  const words = markdown
    .replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/https?:\S+/g, ' ');
  const cyrillic = words.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = words.match(/[a-z]/gi)?.length ?? 0;
  if (cyrillic + latin < MIN_LETTERS) {
    return undefined;
  }
  return cyrillic / (cyrillic + latin) >= RUSSIAN_SHARE ? 'ru' : 'en';
}
