/**
 * Two independent 32-bit hashes of a text, FNV-1a and a variant with another prime.
 *
 * Not a checksum against attackers: a collision would count two templates as one, nothing worse.
 *
 * @internal
 */
export function hashPair(text: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  return [a >>> 0, b >>> 0];
}

/** The same text has the same id on every machine and in every order. @internal */
export function hashText(text: string): string {
  return hashPair(text)
    .map(part => part.toString(16).padStart(8, '0'))
    .join('');
}
