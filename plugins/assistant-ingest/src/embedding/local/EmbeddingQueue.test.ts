import { EmbeddingQueue } from './EmbeddingQueue';

const vectors = (texts: readonly string[]) =>
  texts.map(text => Float32Array.of(text.length));
const { signal } = new AbortController();

describe('EmbeddingQueue', () => {
  it('cuts a call into slices and joins the vectors in order', async () => {
    const queue = new EmbeddingQueue({ maxSliceTexts: 2 });
    const result = queue.add({
      texts: ['a', 'bb', 'ccc'],
      kind: 'passage',
      signal,
    });
    const [first, second] = [queue.next()!, queue.next()!];
    expect([first.texts, second.texts, queue.next()]).toEqual([
      ['a', 'bb'],
      ['ccc'],
      undefined,
    ]);
    first.complete(vectors(first.texts));
    second.complete(vectors(second.texts));
    expect((await result).map(vector => vector[0])).toEqual([1, 2, 3]);
    expect(queue.isEmpty).toBe(true);
  });

  it('bounds a slice by characters, but always hands out one text', () => {
    const queue = new EmbeddingQueue({ maxSliceCharacters: 10 });
    void queue.add({
      texts: ['x'.repeat(50), '123456', '1234', '5'],
      kind: 'passage',
      signal,
    });
    expect(
      [queue.next(), queue.next(), queue.next()].map(
        slice => slice?.texts.length,
      ),
    ).toEqual([1, 2, 1]);
  });

  it('lets a question overtake passages', () => {
    const queue = new EmbeddingQueue({ maxSliceTexts: 1 });
    void queue.add({ texts: ['p1', 'p2'], kind: 'passage', signal });
    expect(queue.next()?.texts).toEqual(['p1']);
    void queue.add({ texts: ['q'], kind: 'query', signal });
    expect([queue.next()?.texts, queue.next()?.texts]).toEqual([['q'], ['p2']]);
  });

  it('drops an aborted call and ignores its late vectors', async () => {
    const queue = new EmbeddingQueue({ maxSliceTexts: 1 });
    const controller = new AbortController();
    const result = queue.add({
      texts: ['a', 'b'],
      kind: 'passage',
      signal: controller.signal,
    });
    const slice = queue.next()!;
    controller.abort(new Error('not needed any more'));
    await expect(result).rejects.toThrow('not needed any more');
    slice.complete(vectors(slice.texts));
    expect(queue.next()).toBeUndefined();
  });

  it('refuses a call that was aborted before', async () => {
    const queue = new EmbeddingQueue();
    await expect(
      queue.add({ texts: ['a'], kind: 'query', signal: AbortSignal.abort() }),
    ).rejects.toThrow('aborted');
    expect(queue.isEmpty).toBe(true);
  });

  it('turns passages away when full, never a question', async () => {
    const queue = new EmbeddingQueue({ maxWaitingTexts: 2 });
    void queue.add({ texts: ['a', 'b'], kind: 'passage', signal });
    await expect(
      queue.add({ texts: ['c'], kind: 'passage', signal }),
    ).rejects.toThrow('has 2 texts waiting');
    void queue.add({ texts: ['q'], kind: 'query', signal });
    expect(queue.next()?.texts).toEqual(['q']);
  });

  it('answers an empty call at once', async () => {
    expect(
      await new EmbeddingQueue().add({ texts: [], kind: 'passage', signal }),
    ).toEqual([]);
  });

  it('fails one call by its slice, or all', async () => {
    const queue = new EmbeddingQueue();
    const one = queue.add({ texts: ['a'], kind: 'passage', signal });
    const two = queue.add({ texts: ['b'], kind: 'passage', signal });
    queue.next()!.fail(new Error('this one'));
    queue.failAll(new Error('the rest'));
    await expect(one).rejects.toThrow('this one');
    await expect(two).rejects.toThrow('the rest');
  });
});
