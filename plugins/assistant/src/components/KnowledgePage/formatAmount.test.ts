import { formatBytes, formatLag } from './formatAmount';

const plain = (text: string) => text.replace(/\s/g, ' ');

describe('formatBytes', () => {
  it.each([
    [0, '0 byte', '0 Б'],
    [999, '999 byte', '999 Б'],
    [1_500, '1.5 kB', '1,5 кБ'],
    [12_000_000, '12 MB', '12 МБ'],
    [3.2e15, '3,200 TB', '3 200 ТБ'],
  ])('%s', (bytes, en, ru) => {
    expect(plain(formatBytes(bytes, 'en'))).toBe(en);
    expect(plain(formatBytes(bytes, 'ru'))).toBe(ru);
  });
});

describe('formatLag', () => {
  it.each([
    [0, '0 ms', '0 мс'],
    [400, '400 ms', '400 мс'],
    [4_240, '4.2 sec', '4,2 с'],
    [31_400, '31 sec', '31 с'],
    [600_000, '10 min', '10 мин'],
  ])('%s', (ms, en, ru) => {
    expect(plain(formatLag(ms, 'en'))).toBe(en);
    expect(plain(formatLag(ms, 'ru'))).toBe(ru);
  });
});
