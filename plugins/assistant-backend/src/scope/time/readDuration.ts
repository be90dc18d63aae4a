import type { DateTime } from 'luxon';
import type { FoundTime } from './FoundTime';
import { COUNT, countOf, timePattern, UNIT, unitMinutes } from './timeWords';

const AGO = timePattern(`(?:${COUNT}\\s*)?${UNIT}\\s+(?:ago|назад)`);
const SINCE_AGO = timePattern(
  `(?:since|from|с)\\s+(?:${COUNT}\\s*)?${UNIT}\\s+(?:ago|назад)`,
);
const HALF_HOUR = timePattern(
  '(?:за|последние|last|past)\\s+(?:последние\\s+)?(?:полчаса|half\\s+(?:an\\s+)?hour)',
);
const LAST = timePattern(`(?:last|past|previous)\\s+(?:${COUNT}\\s*)?${UNIT}`);
const LAST_RUSSIAN = timePattern(
  `последн(?:ие|их|ий|юю|яя|ее|ей)\\s+(?:${COUNT}\\s*)?${UNIT}`,
);
const WITHIN_RUSSIAN = timePattern(
  `(?:за|в течение)\\s+(?:${COUNT}\\s*)?${UNIT}`,
);

/** Reads "last 6 hours", "2 hours ago", «за сутки», «последние 15 минут». */
export function readDuration(
  text: string,
  now: DateTime,
): FoundTime | undefined {
  if (HALF_HOUR.test(text)) {
    return { type: 'window', from: now.minus({ minutes: 30 }), to: now };
  }
  const found =
    SINCE_AGO.exec(text) ??
    LAST.exec(text) ??
    LAST_RUSSIAN.exec(text) ??
    WITHIN_RUSSIAN.exec(text);
  if (found?.groups) {
    const minutes =
      countOf(found.groups.count) * unitMinutes(found.groups.unit);
    return { type: 'window', from: now.minus({ minutes }), to: now };
  }
  const ago = AGO.exec(text);
  if (ago?.groups) {
    const minutes = countOf(ago.groups.count) * unitMinutes(ago.groups.unit);
    return { type: 'moment', at: now.minus({ minutes }) };
  }
  return undefined;
}
