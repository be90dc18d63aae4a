/** Words of a text; marks between them do not count. */
export const countWords = (text: string): number =>
  text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
