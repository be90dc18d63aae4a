import { TimeWords, countEn, countRu } from './TimeWords';

const now = new Date('2026-11-24T14:20:00Z');
const en = new TimeWords({ language: 'en', now });
const ru = new TimeWords({ language: 'ru', now });
const MINUTE = 60_000;

describe('TimeWords', () => {
  it('writes clock times, with the day where it is another', () => {
    expect(en.at(new Date('2026-11-24T14:02:31Z'))).toBe('14:02');
    expect(en.at(new Date('2026-11-23T23:59:00Z'))).toBe('23 November, 23:59');
    expect(ru.at(new Date('2026-11-23T00:05:00Z'))).toBe('23 ноября, 00:05');
  });

  it('writes them in the zone of the reader, whose day may be another', () => {
    const tokyo = new TimeWords({
      language: 'en',
      now,
      timeZone: 'Asia/Tokyo',
    });
    expect(tokyo.at(new Date('2026-11-24T14:02:00Z'))).toBe('23:02');
    expect(tokyo.at(new Date('2026-11-24T15:30:00Z'))).toBe(
      '25 November, 00:30',
    );
  });

  it.each([
    [3_000, '3 s', '3 с'],
    [18 * MINUTE, '18 min', '18 мин'],
    [59.7 * MINUTE, '1 h', '1 ч'],
    [125 * MINUTE, '2 h 5 min', '2 ч 5 мин'],
    [26 * 60 * MINUTE, '1 day 2 h', '1 день 2 ч'],
    [76 * 60 * MINUTE, '3 days 4 h', '3 дня 4 ч'],
    [5 * 24 * 60 * MINUTE, '5 days', '5 дней'],
    [-5, '0 s', '0 с'],
  ])('durations: %i', (ms, english, russian) => {
    expect(en.duration(ms)).toBe(english);
    expect(ru.duration(ms)).toBe(russian);
  });

  it.each([
    [20_000, undefined, undefined],
    [MINUTE, 'one minute', 'минуту'],
    [2 * MINUTE, 'two minutes', 'две минуты'],
    [5 * MINUTE, 'five minutes', 'пять минут'],
    [21 * MINUTE, '21 minutes', '21 минуту'],
    [22 * MINUTE, '22 minutes', '22 минуты'],
    [111 * MINUTE, '111 minutes', '111 минут'],
    [2 * 60 * MINUTE, 'two hours', 'два часа'],
    [5 * 60 * MINUTE, 'five hours', 'пять часов'],
    [48 * 60 * MINUTE, 'two days', 'два дня'],
    [12 * 24 * 60 * MINUTE, '12 days', '12 дней'],
  ])('spans: %i', (ms, english, russian) => {
    expect(en.span(ms)).toBe(english);
    expect(ru.span(ms)).toBe(russian);
  });

  it('counts', () => {
    expect(countEn(1, 'pod')).toBe('1 pod');
    expect(countEn(0, 'pod')).toBe('0 pods');
    expect(countEn(2, 'series', 'series')).toBe('2 series');
    expect(
      [1, 3, 11, 21, 25].map(n => countRu(n, 'под', 'пода', 'подов')),
    ).toEqual(['1 под', '3 пода', '11 подов', '21 под', '25 подов']);
  });
});
