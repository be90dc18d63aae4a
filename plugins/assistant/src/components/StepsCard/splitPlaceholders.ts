export type CodePart = { text: string; placeholder: boolean };

/** Cuts code at the placeholders that stay open, longest first, so that none is split by a shorter one. */
export function splitPlaceholders(code: string, missing: string[]): CodePart[] {
  const names = [...new Set(missing)]
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  if (names.length === 0) {
    return [{ text: code, placeholder: false }];
  }
  const pattern = new RegExp(
    `(${names.map(n => n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
  );
  return code
    .split(pattern)
    .map((text, index) => ({ text, placeholder: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
