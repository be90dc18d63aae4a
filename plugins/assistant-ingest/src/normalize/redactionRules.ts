/** Something that is taken out of texts. */
export interface RedactionRule {
  kind: string;
  pattern: RegExp;
  /** Group of the pattern that is the secret; all of it without. */
  group?: number;
  isSecret?(value: string, match: readonly string[]): boolean;
}

export interface RedactedText {
  text: string;
  count: number;
}

/** Applies rules in their order; what one took, the next ones do not see. */
export function applyRules(
  rules: readonly RedactionRule[],
  text: string,
): RedactedText {
  return rules.reduce(
    (result, rule) => {
      const { text: next, count } = applyRule(rule, result.text);
      return { text: next, count: result.count + count };
    },
    { text, count: 0 },
  );
}

function applyRule(
  { kind, pattern, group, isSecret }: RedactionRule,
  text: string,
): RedactedText {
  let count = 0;
  const result = text.replace(pattern, (...args: unknown[]) => {
    const match = args.slice(0, -2) as string[];
    const [whole] = match;
    const value = group === undefined ? whole : match[group];
    if (isSecret && !isSecret(value, match)) {
      return whole;
    }
    count += 1;
    const at = whole.lastIndexOf(value);
    return `${whole.slice(0, at)}[redacted ${kind}]${whole.slice(
      at + value.length,
    )}`;
  });
  return { text: result, count };
}
