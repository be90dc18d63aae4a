import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { fillVectors } from './fillVectors';

/** Chunks of a generation, some of which have their vector. */
function fakeWriter(count: number) {
  const chunks = Array.from({ length: count }, (_, n) => ({
    chunkId: String(n),
    text: `text ${'x'.repeat(n % 9)}`,
  }));
  const vectors = new Map<string, Float32Array>();
  return {
    vectors,
    readUnembedded: jest.fn(async (size: number) =>
      chunks.filter(({ chunkId }) => !vectors.has(chunkId)).slice(0, size),
    ),
    writeVectors: jest.fn(
      async (rows: Array<{ chunkId: string; vector: Float32Array }>) => {
        rows.forEach(({ chunkId, vector }) => vectors.set(chunkId, vector));
      },
    ),
  };
}

function setUp(count: number, embedder = new FakeEmbedder()) {
  const writer = fakeWriter(count);
  const controller = new AbortController();
  const progress: number[] = [];
  const fill = () =>
    fillVectors({
      writer,
      embedder,
      onProgress: done => progress.push(done),
      signal: controller.signal,
    });
  return { writer, embedder, controller, progress, fill };
}

describe('fillVectors', () => {
  it('does nothing where nothing is missing', async () => {
    const { fill, progress, embedder } = setUp(0);
    await expect(fill()).resolves.toBe(0);
    expect(progress).toEqual([]);
    expect(embedder.texts).toBe(0);
  });

  it('gives each chunk its own vector, in batches that the embedder takes', async () => {
    const { fill, progress, writer, embedder } = setUp(70);
    await expect(fill()).resolves.toBe(70);
    expect(progress).toEqual([32, 64, 70]);
    expect(writer.readUnembedded.mock.calls.every(([n]) => n === 32)).toBe(
      true,
    );
    expect(embedder.texts).toBe(70);
    const [expected] = await new FakeEmbedder().embed(['text xxxxx'], {
      kind: 'passage',
      signal: new AbortController().signal,
    });
    expect(writer.vectors.get('5')).toEqual(expected);
    expect(writer.vectors.get('14')).toEqual(expected);
  });

  it('reads no larger batches than it could lose, however much an embedder takes', async () => {
    const large = new FakeEmbedder();
    Object.assign(large, { maxBatchSize: 10_000 });
    const { fill, progress } = setUp(130, large);
    await fill();
    expect(progress).toEqual([64, 128, 130]);
  });

  it('keeps what it had when it is cancelled, and goes on from there', async () => {
    const { fill, controller, embedder, writer } = setUp(100);
    let batches = 0;
    embedder.before = () => {
      batches += 1;
      if (batches === 2) {
        controller.abort(new Error('cancelled'));
      }
    };
    await expect(fill()).rejects.toThrow('cancelled');
    expect(writer.vectors.size).toBe(32);

    const again = fillVectors({
      writer,
      embedder: new FakeEmbedder(),
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    await expect(again).resolves.toBe(68);
  });

  it('writes nothing of a batch that the embedder failed', async () => {
    const { fill, embedder, writer } = setUp(3);
    embedder.before = () => {
      throw new Error('The embedder answered 500.');
    };
    await expect(fill()).rejects.toThrow('The embedder answered 500.');
    expect(writer.writeVectors).not.toHaveBeenCalled();
  });

  it('does not go round for ever when vectors do not stay', async () => {
    const { fill, writer } = setUp(3);
    writer.writeVectors.mockImplementation(async () => {});
    await expect(fill()).rejects.toThrow(
      'A vector that was written is not there',
    );
    expect(writer.writeVectors).toHaveBeenCalledTimes(1);
  });
});
