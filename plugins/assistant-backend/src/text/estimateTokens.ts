/**
 * Estimates how many tokens a text takes in a prompt.
 *
 * No tokenizer fits every model. Byte-pair vocabularies of today's models take about 4 characters of
 * English and 2.5 of Russian per token, and less where code and punctuation stand; the estimate
 * counts 3.2 and 2, so that it errs on the side of a prompt that still fits.
 */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (const char of text) {
    wide += char.charCodeAt(0) > 0x7f ? 1 : 0;
  }
  return Math.ceil((text.length - wide) / 3.2 + wide / 2);
}
