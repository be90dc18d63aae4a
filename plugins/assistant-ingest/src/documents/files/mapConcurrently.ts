/**
 * Maps items in order with up to `concurrency` of them under way at once.
 *
 * Results wait for the reader, so that no more than `concurrency` are ever held.
 */
export async function* mapConcurrently<T, R>(
  items: readonly T[],
  concurrency: number,
  map: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Array<Promise<R>> = [];
  let next = 0;
  while (next < items.length || underWay.length > 0) {
    while (underWay.length < concurrency && next < items.length) {
      const result = map(items[next++]);
      // a failure is seen when its turn comes; until then it must not count as unhandled
      result.catch(() => {});
      underWay.push(result);
    }
    yield (await underWay.shift()) as R;
  }
}
