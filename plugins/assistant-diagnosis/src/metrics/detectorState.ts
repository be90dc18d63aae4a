const VERSION = 1;
const HEADER_BYTES = 8;

/** @internal */
export interface DetectorState {
  numbers: readonly number[];
  ring: Float32Array;
}

/**
 * Version, then the numbers in 64 bits, then the ring in 32, all little-endian: the state may be read on another
 * machine than the one that wrote it.
 *
 * @internal
 */
export function writeDetectorState({
  numbers,
  ring,
}: DetectorState): Uint8Array {
  const bytes = new Uint8Array(
    HEADER_BYTES + numbers.length * 8 + ring.length * 4,
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, numbers.length, true);
  numbers.forEach((number, i) =>
    view.setFloat64(HEADER_BYTES + i * 8, number, true),
  );
  const start = HEADER_BYTES + numbers.length * 8;
  ring.forEach((value, i) => view.setFloat32(start + i * 4, value, true));
  return bytes;
}

/**
 * Nothing if length or version are not as expected.
 *
 * @internal
 */
export function readDetectorState(
  bytes: Uint8Array,
  expected: { numbers: number; ring: number },
): DetectorState | undefined {
  const length = HEADER_BYTES + expected.numbers * 8 + expected.ring * 4;
  if (bytes.byteLength !== length) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    view.getUint32(0, true) !== VERSION ||
    view.getUint32(4, true) !== expected.numbers
  ) {
    return undefined;
  }
  const numbers = Array.from({ length: expected.numbers }, (_, i) =>
    view.getFloat64(HEADER_BYTES + i * 8, true),
  );
  const start = HEADER_BYTES + expected.numbers * 8;
  const ring = Float32Array.from({ length: expected.ring }, (_, i) =>
    view.getFloat32(start + i * 4, true),
  );
  return { numbers, ring };
}
