/** Pieces of a text that count, start and end included; the rest is cut off. About 350 words. */
export const MAX_TOKENS = 512;

/** No piece is longer than 16 UTF-16 units, so what stands behind this many cannot count. */
export const MAX_CHARACTERS = MAX_TOKENS * 16;
