const SENTENCES = {
  en: new Intl.Segmenter('en', { granularity: 'sentence' }),
  ru: new Intl.Segmenter('ru', { granularity: 'sentence' }),
};

/** Splits prose into sentences; abbreviations such as "e.g." and «т. е.» do not end one. */
export function splitSentences(text: string, language: 'en' | 'ru'): string[] {
  const sentences: string[] = [];
  for (const { segment } of SENTENCES[language].segment(
    text.replace(/\s+/g, ' ').trim(),
  )) {
    const last = sentences[sentences.length - 1];
    if (
      last !== undefined &&
      (/(?:\b(?:e\.g|i\.e|etc|vs|No)|(?:^|\s)(?:т\. ?[екпд]|др|пр|см|стр|мин|сек))\.\s*$/i.test(
        last,
      ) ||
        openCode(last))
    ) {
      sentences[sentences.length - 1] = last + segment;
    } else {
      sentences.push(segment);
    }
  }
  return sentences.map(sentence => sentence.trim()).filter(Boolean);
}

/** An inline code that is still open: a point within it ends nothing. */
function openCode(text: string): boolean {
  return (text.match(/`/g)?.length ?? 0) % 2 === 1;
}
