const DAY_MS = 24 * 60 * 60 * 1000;

/** Time of day in the reader's zone; with the day where it is another one than `now`. */
export function formatClock(at: number, tag: string, now: number): string {
  if (!Number.isFinite(at)) {
    return '';
  }
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
  }).format(new Date(at));
}

/** Labels of an axis: the time, or the day where the axis spans several. */
export function formatTick(at: number, tag: string, span: number): string {
  return new Intl.DateTimeFormat(
    tag,
    span > 2 * DAY_MS
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  ).format(new Date(at));
}
