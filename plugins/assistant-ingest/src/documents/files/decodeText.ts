const decoder = new TextDecoder('utf-8');
/** What Git looks at to tell text from binary. */
const PROBE_BYTES = 8000;

/**
 * Text of a file, or `undefined` when it is not text.
 *
 * Broken UTF-8 is shown as U+FFFD, as a browser does: one bad byte must not cost the page.
 */
export function decodeText(content: Uint8Array): string | undefined {
  if (content.subarray(0, PROBE_BYTES).includes(0)) {
    return undefined;
  }
  return decoder.decode(content);
}
