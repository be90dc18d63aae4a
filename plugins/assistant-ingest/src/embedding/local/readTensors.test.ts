import { readTensors } from './readTensors';

function file(
  header: unknown,
  data: Uint8Array = new Uint8Array(0),
): ArrayBuffer {
  const text = Buffer.from(JSON.stringify(header));
  const padded = Buffer.concat([
    text,
    Buffer.alloc((8 - (text.length % 8)) % 8, ' '),
  ]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return new Uint8Array(Buffer.concat([length, padded, data])).buffer;
}

describe('readTensors', () => {
  const data = new Uint8Array(
    Buffer.concat([
      Buffer.from(new Float32Array([1.5, -2]).buffer),
      Buffer.from('аб'),
    ]),
  );
  const tensors = readTensors(
    file(
      {
        __metadata__: { epsilon: '1e-6' },
        numbers: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
        words: { dtype: 'U8', shape: [4], data_offsets: [8, 12] },
        beyond: { dtype: 'U8', shape: [4], data_offsets: [12, 99] },
      },
      data,
    ),
  );

  it('reads arrays, text and metadata', () => {
    expect([...tensors.float32('numbers')]).toEqual([1.5, -2]);
    expect(tensors.text('words')).toBe('аб');
    expect(tensors.metadata.epsilon).toBe('1e-6');
  });

  it('names what is missing, of another kind or cut off', () => {
    expect(() => tensors.float32('weights')).toThrow(
      'has no F32 array "weights"; reinstall',
    );
    expect(() => tensors.float32('words')).toThrow('has no F32 array "words"');
    expect(() => tensors.uint8('beyond')).toThrow('cut off at "beyond"');
  });

  it.each([
    ['nothing', new ArrayBuffer(0)],
    [
      'a header longer than the file',
      new Uint8Array([255, 255, 0, 0, 0, 0, 0, 0, 1]).buffer,
    ],
    ['no JSON', new Uint8Array([1, 0, 0, 0, 0, 0, 0, 0, 65]).buffer],
  ])('rejects %s', (_, buffer) => {
    expect(() => readTensors(buffer)).toThrow('not a safetensors file');
  });
});
