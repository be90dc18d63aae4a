import { binaryPower } from './useFormatValue';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14].map(n => n * DAY),
];

/** Round moments of the reader's clock between two times, at most `most`. */
export function timeTicks(from: number, to: number, most: number): number[] {
  if (!(to > from) || most < 1) {
    return [];
  }
  const step =
    STEPS.find(size => (to - from) / size <= most) ??
    Math.ceil((to - from) / most / DAY) * DAY;
  // half past in India is no half past in UTC
  const offset = new Date(from).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - offset) / step) * step + offset;
  const count = Math.floor((to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => first + i * step);
}

/** Round values from the least to at least the largest, about four; bytes are rounded as memory is. */
export function valueTicks(
  lowest: number,
  highest: number,
  unit: string,
): number[] {
  const low = Math.min(0, lowest);
  const span = highest - low;
  if (!(span > 0)) {
    return [0, 1];
  }
  const step = unit === 'By' ? binaryStep(span / 3) : decimalStep(span / 3);
  const first = Math.floor(low / step);
  const last = Math.ceil(highest / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

function binaryStep(size: number): number {
  const base = 1024 ** binaryPower(size);
  return base * 2 ** Math.ceil(Math.log2(Math.max(size / base, 1 / 1024)));
}

function decimalStep(size: number): number {
  const base = 10 ** Math.floor(Math.log10(size));
  return ([1, 2, 5].find(n => n * base >= size) ?? 10) * base;
}
