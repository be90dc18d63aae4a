import { formatDuration } from './formatDuration';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('formatDuration', () => {
  it.each([
    [NaN, '', ''],
    [-5, '0 sec', '0 с'],
    [42_000, '42 sec', '42 с'],
    [18 * MINUTE, '18 min', '18 мин'],
    [89 * MINUTE, '89 min', '89 мин'],
    [2 * HOUR, '2 hr', '2 ч'],
    [35 * HOUR, '35 hr', '35 ч'],
    [72 * HOUR, '3 days', '3 дн.'],
  ])('words %s ms', (ms, english, russian) => {
    expect(formatDuration(ms, 'en')).toBe(english);
    expect(formatDuration(ms, 'ru').replace(/\s/, ' ')).toBe(russian);
  });
});
