/** Whether a text matches a pattern in which `*` stands for any run of characters. */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) {
    return pattern === text;
  }
  const [first, ...rest] = parts;
  const last = rest.pop() ?? '';
  if (
    !text.startsWith(first) ||
    !text.endsWith(last) ||
    text.length < first.length + last.length
  ) {
    return false;
  }
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    at = found + part.length;
  }
  return true;
}
