const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, or how soon, in the words of the language; a date when it is more than a month. */
export function formatAge(at: string, now: number, language: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  if (Number.isNaN(seconds)) {
    return '';
  }
  const distance = Math.abs(seconds);
  if (distance >= 31 * DAY) {
    return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(
      new Date(at),
    );
  }
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (distance < 45) {
    return format.format(0, 'second');
  }
  if (distance < 45 * MINUTE) {
    return format.format(
      Math.sign(seconds) * Math.max(1, Math.round(distance / MINUTE)),
      'minute',
    );
  }
  return distance < 22 * HOUR
    ? format.format(
        Math.sign(seconds) * Math.max(1, Math.round(distance / HOUR)),
        'hour',
      )
    : format.format(
        Math.sign(seconds) * Math.max(1, Math.round(distance / DAY)),
        'day',
      );
}

/** A moment to the minute, in the words of the language and the reader's time zone. */
export function formatMoment(at: string, language: string): string {
  if (Number.isNaN(Date.parse(at))) {
    return '';
  }
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(at));
}
