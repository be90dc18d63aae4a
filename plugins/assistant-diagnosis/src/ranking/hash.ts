/** FNV-1a over UTF-16 units, 32 bits: for ids, not for secrets. */
function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    // eslint-disable-next-line no-bitwise -- the hash is made of them
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}

/** 64 bits in hexadecimal: two passes from different seeds. */
export function hashText(text: string): string {
  return [0x811c9dc5, 0x9e3779b1]
    .map(seed => fnv(text, seed).toString(16).padStart(8, '0'))
    .join('');
}
