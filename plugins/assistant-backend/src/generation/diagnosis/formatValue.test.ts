import { formatValue } from './formatValue';

describe('formatValue', () => {
  it.each([
    [431 * 2 ** 20, 'By', '431 MiB', '431 МиБ'],
    [512, 'By', '512 B', '512 Б'],
    [1.5 * 2 ** 30, 'By', '1.5 GiB', '1,5 ГиБ'],
    [0.1234, '1', '12.3 %', '12,3 %'],
    [0.34, 's', '340 ms', '340 мс'],
    [2.5, 's', '2.5 s', '2,5 с'],
    [12.04, '1/s', '12/s', '12 в секунду'],
    [4210.4, '', '4,210', '4\u00a0210'],
    [0, '', '0', '0'],
    [3, 'messages', '3 messages', '3 messages'],
    [NaN, 'By', '–', '–'],
  ])('%d %s', (value, unit, en, ru) => {
    expect(formatValue(value, { unit, language: 'en' })).toBe(en);
    expect(formatValue(value, { unit, language: 'ru' })).toBe(ru);
  });
});
