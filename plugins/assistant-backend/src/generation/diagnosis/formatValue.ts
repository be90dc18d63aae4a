import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

const BYTES: Record<Language, readonly string[]> = {
  en: ['B', 'KiB', 'MiB', 'GiB', 'TiB'],
  ru: ['Б', 'КиБ', 'МиБ', 'ГиБ', 'ТиБ'],
};

/** A value of a metric as people read it: `431 MiB`, `12 %`, `340 ms`. */
export function formatValue(
  value: number,
  options: { unit: string; language: Language },
): string {
  const { unit, language } = options;
  if (!Number.isFinite(value)) {
    return '–';
  }
  const number = (of: number) =>
    new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
      maximumSignificantDigits: Math.abs(of) >= 100 ? 15 : 3,
      maximumFractionDigits: Math.abs(of) >= 100 ? 0 : undefined,
      roundingPriority: 'lessPrecision',
    } as Intl.NumberFormatOptions).format(of);
  switch (unit) {
    case 'By': {
      let amount = value;
      let power = 0;
      while (Math.abs(amount) >= 1024 && power < BYTES[language].length - 1) {
        amount /= 1024;
        power += 1;
      }
      return `${number(amount)} ${BYTES[language][power]}`;
    }
    case '1':
      return `${number(value * 100)} %`;
    case 's':
      return Math.abs(value) < 1
        ? `${number(value * 1000)} ${language === 'ru' ? 'мс' : 'ms'}`
        : `${number(value)} ${language === 'ru' ? 'с' : 's'}`;
    case '1/s':
      return language === 'ru'
        ? `${number(value)} в секунду`
        : `${number(value)}/s`;
    default:
      return unit ? `${number(value)} ${unit}` : number(value);
  }
}
