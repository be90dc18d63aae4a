const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const format = (tag: string, unit: string, digits: number) =>
  new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  });

/** A size in the largest unit that leaves one whole digit. */
export function formatBytes(bytes: number, tag: string): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  return format(tag, UNITS[power], 1).format(bytes / 1000 ** power);
}

/** A delay: milliseconds below a second, tenths below ten seconds, then whole seconds and minutes. */
export function formatLag(ms: number, tag: string): string {
  if (ms < 1_000) {
    return format(tag, 'millisecond', 0).format(ms);
  }
  if (ms < 120_000) {
    return format(tag, 'second', ms < 10_000 ? 1 : 0).format(ms / 1_000);
  }
  return format(tag, 'minute', 0).format(ms / 60_000);
}
