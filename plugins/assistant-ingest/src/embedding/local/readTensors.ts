/** The arrays of a safetensors file, looked up by name and kind. */
export interface TensorFile {
  readonly metadata: Readonly<Record<string, string>>;
  int8(name: string): Int8Array;
  uint8(name: string): Uint8Array;
  uint32(name: string): Uint32Array;
  float32(name: string): Float32Array;
  text(name: string): string;
}

interface Entry {
  readonly dtype: string;
  readonly data_offsets: readonly [number, number];
}

const LENGTH_BYTES = 8;
const REMEDY = 'reinstall the package';

/**
 * Reads a safetensors buffer. Arrays are views into it, so the buffer stays alive as long as one of them.
 *
 * Uses nothing but the language: this file is bundled into the worker.
 *
 * @internal
 */
export function readTensors(buffer: ArrayBuffer): TensorFile {
  const { metadata, entries, dataStart } = readHeader(buffer);

  function place(name: string, dtype: string, elementBytes: number) {
    const entry = entries[name];
    if (entry?.dtype !== dtype) {
      throw new Error(
        `The embedder asset has no ${dtype} array "${name}"; ${REMEDY}`,
      );
    }
    const [from, to] = entry.data_offsets;
    if (!(from >= 0 && to >= from && dataStart + to <= buffer.byteLength)) {
      throw new Error(`The embedder asset is cut off at "${name}"; ${REMEDY}`);
    }
    return [dataStart + from, (to - from) / elementBytes] as const;
  }

  const uint8 = (name: string) =>
    new Uint8Array(buffer, ...place(name, 'U8', 1));
  return {
    metadata,
    uint8,
    int8: name => new Int8Array(buffer, ...place(name, 'I8', 1)),
    uint32: name => new Uint32Array(buffer, ...place(name, 'U32', 4)),
    float32: name => new Float32Array(buffer, ...place(name, 'F32', 4)),
    text: name =>
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        uint8(name),
      ),
  };
}

function readHeader(buffer: ArrayBuffer) {
  try {
    const length = Number(new DataView(buffer).getBigUint64(0, true));
    const text = new TextDecoder().decode(
      new Uint8Array(buffer, LENGTH_BYTES, length),
    );
    const { __metadata__: metadata = {}, ...entries } = JSON.parse(text);
    return {
      metadata: metadata as Record<string, string>,
      entries: entries as Record<string, Entry | undefined>,
      dataStart: LENGTH_BYTES + length,
    };
  } catch (error) {
    throw new Error(`The embedder asset is not a safetensors file; ${REMEDY}`, {
      cause: error,
    });
  }
}
