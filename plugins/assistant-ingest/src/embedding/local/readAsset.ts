import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { readTensors, type TensorFile } from './readTensors';

/**
 * The arrays of the asset folder's weight file.
 *
 * @internal
 */
export async function readAsset(directory: string): Promise<TensorFile> {
  const raw = await promisify(brotliDecompress)(
    await readFile(join(directory, 'model.safetensors.br')),
  );
  // Typed arrays need their data at a multiple of their size, which a pooled buffer does not promise.
  return readTensors(new Uint8Array(raw).buffer);
}
