import { parseTimeWindow, type TimeOptions } from './parseTimeWindow';

const NOW = new Date('2026-11-24T14:20:00Z');
const options: TimeOptions = { now: NOW, timeZone: 'UTC', language: 'en' };

function read(
  text: string,
  overrides: Partial<TimeOptions> = {},
): string | undefined {
  const found = parseTimeWindow(text, { ...options, ...overrides });
  const short = (date: Date) => date.toISOString().slice(0, 16);
  return found && `${short(found.window.from)}/${short(found.window.to)}`;
}

describe('parseTimeWindow', () => {
  it.each([
    ['what changed in the last hour', '2026-11-24T13:20/2026-11-24T14:20'],
    ['over the last 6 hours', '2026-11-24T08:20/2026-11-24T14:20'],
    ['errors past 15m', '2026-11-24T14:05/2026-11-24T14:20'],
    ['last half an hour', '2026-11-24T13:50/2026-11-24T14:20'],
    ['in the past few days', '2026-11-21T14:20/2026-11-24T14:20'],
    ['since 2 hours ago', '2026-11-24T12:20/2026-11-24T14:20'],
    ['since 13:40', '2026-11-24T13:40/2026-11-24T14:20'],
    ['since 16:00', '2026-11-23T16:00/2026-11-24T14:20'],
    ['since 9am', '2026-11-24T09:00/2026-11-24T14:20'],
    ['between 10:00 and 11:00', '2026-11-24T10:00/2026-11-24T11:00'],
    ['from 23:00 to 01:00', '2026-11-23T23:00/2026-11-24T01:00'],
    ['between 2 and 4 pm yesterday', '2026-11-23T14:00/2026-11-23T16:00'],
    ['yesterday', '2026-11-23T00:00/2026-11-24T00:00'],
    ['since yesterday', '2026-11-23T00:00/2026-11-24T14:20'],
    ['the day before yesterday', '2026-11-22T00:00/2026-11-23T00:00'],
    ['today', '2026-11-24T00:00/2026-11-24T14:20'],
    ['last night', '2026-11-23T22:00/2026-11-24T06:00'],
    ['this morning', '2026-11-24T06:00/2026-11-24T12:00'],
    ['on monday', '2026-11-23T00:00/2026-11-24T00:00'],
    ['since friday', '2026-11-20T00:00/2026-11-24T14:20'],
    ['on 5 November', '2026-11-05T00:00/2026-11-06T00:00'],
    ['on Dec 28', '2025-12-28T00:00/2025-12-29T00:00'],
    ['2026-11-20', '2026-11-20T00:00/2026-11-21T00:00'],
    ['from 2026-11-20 to 2026-11-21', '2026-11-20T00:00/2026-11-22T00:00'],
    ['since 2026-11-24T10:00:00+02:00', '2026-11-24T08:00/2026-11-24T14:20'],
  ])('English: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['за последний час', '2026-11-24T13:20/2026-11-24T14:20'],
    ['последние 15 минут', '2026-11-24T14:05/2026-11-24T14:20'],
    ['за сутки', '2026-11-23T14:20/2026-11-24T14:20'],
    ['за последние сутки', '2026-11-23T14:20/2026-11-24T14:20'],
    ['за час', '2026-11-24T13:20/2026-11-24T14:20'],
    ['за пару часов', '2026-11-24T12:20/2026-11-24T14:20'],
    ['за последние полчаса', '2026-11-24T13:50/2026-11-24T14:20'],
    ['за неделю', '2026-11-17T14:20/2026-11-24T14:20'],
    ['с 12:00', '2026-11-24T12:00/2026-11-24T14:20'],
    ['с 10:00 до 11:30', '2026-11-24T10:00/2026-11-24T11:30'],
    ['вчера с 14 до 16', '2026-11-23T14:00/2026-11-23T16:00'],
    ['позавчера', '2026-11-22T00:00/2026-11-23T00:00'],
    ['со вчера', '2026-11-23T00:00/2026-11-24T14:20'],
    ['с понедельника', '2026-11-23T00:00/2026-11-24T14:20'],
    ['ночью', '2026-11-23T22:00/2026-11-24T06:00'],
    ['с утра', '2026-11-24T06:00/2026-11-24T14:20'],
    ['вчера вечером', '2026-11-23T18:00/2026-11-24T00:00'],
    ['5 ноября', '2026-11-05T00:00/2026-11-06T00:00'],
    ['20.11.2026', '2026-11-20T00:00/2026-11-21T00:00'],
  ])('Russian: %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['at 14:02', '2026-11-24T14:02'],
    ['yesterday at 3pm', '2026-11-23T15:00'],
    ['last night at 3', '2026-11-24T03:00'],
    ['2 hours ago', '2026-11-24T12:20'],
    ['at noon', '2026-11-24T12:00'],
    ['how was checkout as of 14:05?', '2026-11-24T14:05'],
    ['state of checkout at 14:05', '2026-11-24T14:05'],
    ['как было в 14:05', '2026-11-24T14:05'],
    ['что было с checkout на 14:05?', '2026-11-24T14:05'],
    ['по состоянию на 14:05', '2026-11-24T14:05'],
    ['at 2026-11-24T14:02:00Z', '2026-11-24T14:02'],
    ['вчера в 14:00', '2026-11-23T14:00'],
    ['в 14:02', '2026-11-24T14:02'],
    ['в 3 часа ночи', '2026-11-24T03:00'],
    ['час назад', '2026-11-24T13:20'],
    ['в полночь', '2026-11-24T00:00'],
  ])('one moment: %s', (text, expected) => {
    const found = parseTimeWindow(text, options);
    expect(found?.asOf.toISOString().slice(0, 16)).toBe(expected);
    expect(found?.window.from.getTime()).toBe(
      (found?.asOf.getTime() ?? 0) - 30 * 60_000,
    );
    expect(found?.window.to.getTime()).toBeLessThanOrEqual(NOW.getTime());
  });

  it.each([
    'since release 2.14.0',
    'обновили с 2.13 на 2.14',
    'exit code 137',
    'latest releases of search',
    'since when?',
    'partition=7 offset=88090112',
    'at least 3 replicas',
    'за что отвечает payments-worker',
    'в 3 раза больше ошибок',
    'пересчитать фичи за прошлые даты',
    '10.0.0.12:9092',
  ])('no time at all: %s', text => {
    expect(read(text)).toBeUndefined();
  });

  it('reads clock times in the zone that is configured', () => {
    expect(read('since 14:00', { timeZone: 'Europe/Berlin' })).toBe(
      '2026-11-24T13:00/2026-11-24T14:20',
    );
    expect(read('yesterday', { timeZone: 'Europe/Berlin' })).toBe(
      '2026-11-22T23:00/2026-11-23T23:00',
    );
  });

  it.each([
    ['tomorrow', 'en', 'lies in the future'],
    ['завтра', 'ru', 'ещё не наступило'],
    [
      'from 2026-11-21T10:00Z to 2026-11-20T10:00Z',
      'en',
      'ends before it begins',
    ],
    ['2030-01-01', 'en', 'lies in the future'],
  ] as const)('refuses in words: %s', (text, language, message) => {
    expect(() => parseTimeWindow(text, { ...options, language })).toThrow(
      message,
    );
    expect(() => parseTimeWindow(text, { ...options, language })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('cuts ten years, and what is not over yet', () => {
    const long = parseTimeWindow('from 2016-01-01 to 2026-01-01', options);
    expect(long?.notes).toEqual(['window-cut']);
    expect(read('from 2016-01-01 to 2026-01-01')).toBe(
      '2025-10-02T00:00/2026-01-02T00:00',
    );
    expect(
      parseTimeWindow('from 2026-11-24 to 2026-11-30', options)?.notes,
    ).toEqual(['window-clipped']);
    expect(parseTimeWindow('today', options)?.notes).toEqual([]);
  });
});
