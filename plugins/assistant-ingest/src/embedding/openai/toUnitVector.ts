import { InputError } from '@backstage/errors';

/**
 * A vector of a server as 32-bit floats of length 1; numbers or base64, whatever the server sends.
 *
 * @throws InputError when it has another length than configured, or is no vector.
 */
export function toUnitVector(
  embedding: unknown,
  dimensions: number,
): Float32Array {
  const vector = toFloats(embedding);
  if (vector.length !== dimensions) {
    throw new InputError(
      `The embedder returns vectors of ${vector.length} numbers, and ${dimensions} are configured; set assistant.embedder.openai.dimensions to ${vector.length}`,
    );
  }
  let sum = 0;
  for (const value of vector) {
    sum += value * value;
  }
  const length = Math.sqrt(sum);
  if (!Number.isFinite(length) || length === 0) {
    throw new InputError(
      'The embedder returned a vector without a direction; check assistant.embedder.openai.model',
    );
  }
  return vector.map(value => value / length);
}

function toFloats(embedding: unknown): Float32Array {
  if (Array.isArray(embedding)) {
    return Float32Array.from(embedding, Number);
  }
  if (typeof embedding === 'string') {
    const bytes = Buffer.from(embedding, 'base64');
    if (bytes.length % 4 === 0) {
      // copied, for the bytes of a small buffer need not be aligned
      return new Float32Array(new Uint8Array(bytes).buffer);
    }
  }
  throw new InputError(
    'The embedder returned something that is no vector; check assistant.embedder.openai.model',
  );
}
