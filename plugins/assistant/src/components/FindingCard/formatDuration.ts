const UNITS = [
  { unit: 'day', ms: 86_400_000, from: 36 * 3_600_000 },
  { unit: 'hour', ms: 3_600_000, from: 90 * 60_000 },
  { unit: 'minute', ms: 60_000, from: 60_000 },
  { unit: 'second', ms: 1_000, from: 0 },
] as const;

/** How long something lasted, in one unit: `18 min`, `3 hr`, `2 дн.`. */
export function formatDuration(ms: number, tag: string): string {
  if (!Number.isFinite(ms)) {
    return '';
  }
  const length = Math.max(0, ms);
  const { unit, ms: size } =
    UNITS.find(({ from }) => length >= from) ?? UNITS[3];
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(length / size);
}
