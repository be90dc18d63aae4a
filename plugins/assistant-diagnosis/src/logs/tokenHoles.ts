import { hashPair } from './hashText';
import { VARIABLE } from './maskLine';

const PRIME_A = 0x01000193;
const PRIME_B = 0x27d4eb2f;
const HIGH = 2 ** 21;

/**
 * A key of the whole sequence, and for each word the key that the sequence would have with a variable in its
 * place: `undefined` where there is one already.
 *
 * @internal
 */
export interface TokenHoles {
  key: number;
  holes: (number | undefined)[];
}

/** Linear in the number of tokens: a sequence with one place changed is a sum with one term changed. @internal */
export function hashHoles(tokens: readonly string[]): TokenHoles {
  let sumA = tokens.length;
  let sumB = tokens.length;
  let powerA = 1;
  let powerB = 1;
  const deltas: ([number, number] | undefined)[] = [];
  for (const token of tokens) {
    const [a, b] = hashPair(token);
    powerA = Math.imul(powerA, PRIME_A);
    powerB = Math.imul(powerB, PRIME_B);
    sumA = (sumA + Math.imul(a, powerA)) | 0;
    sumB = (sumB + Math.imul(b, powerB)) | 0;
    deltas.push(
      token === VARIABLE
        ? undefined
        : [
            Math.imul(VARIABLE_A - a, powerA),
            Math.imul(VARIABLE_B - b, powerB),
          ],
    );
  }
  return {
    key: join(sumA, sumB),
    holes: deltas.map(
      delta => delta && join((sumA + delta[0]) | 0, (sumB + delta[1]) | 0),
    ),
  };
}

const [VARIABLE_A, VARIABLE_B] = hashPair(VARIABLE);

function join(a: number, b: number): number {
  return (a >>> 0) * HIGH + ((b >>> 0) & (HIGH - 1));
}
