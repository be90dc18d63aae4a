const MAX_TITLE_LENGTH = 80;

/** Title of a conversation: the beginning of its first question, cut between words where possible. */
export function titleOf(question: string): string {
  const line = question.replace(/\s+/gu, ' ').trim();
  const symbols = Array.from(line);
  if (symbols.length <= MAX_TITLE_LENGTH) {
    return line;
  }
  const start = symbols.slice(0, MAX_TITLE_LENGTH).join('');
  return `${start.replace(/\s+\S{0,20}$/u, '')}…`;
}
