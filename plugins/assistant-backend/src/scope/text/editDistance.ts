/**
 * Edit distance with swaps of neighbours, or `limit + 1` as soon as it cannot stay within `limit`.
 *
 * Own code because the usual packages compute the whole table, and this runs over each name of the
 * catalog.
 */
export function editDistanceWithin(
  a: string,
  b: string,
  limit: number,
): number {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2] + 1);
      }
      row.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) {
      return limit + 1;
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length], limit + 1);
}

/** How many typing errors a word of this length is forgiven. */
export function forgivenErrors(length: number): number {
  if (length < 5) {
    return 0;
  }
  return length < 8 ? 1 : 2;
}
