import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePortalLanguage } from '../../hooks/usePortalLanguage';
import { assistantTranslationRef } from '../../translation';

const BINARY = ['bytes', 'kibi', 'mebi', 'gibi', 'tebi'] as const;

/** Words a value of a unit: `By`, `s`, `1` (share) and `1/s` are known, others stand behind the number. */
export function useFormatValue(unit: string): (value: number) => string {
  const { t } = useTranslationRef(assistantTranslationRef);
  const { tag } = usePortalLanguage();
  const number = (value: number) =>
    new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 }).format(value);
  const whole = (value: number) =>
    Math.abs(value) >= 1000
      ? new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }).format(value)
      : number(value);
  return value => {
    switch (unit) {
      case 'By': {
        const power = binaryPower(value);
        return t(`unit.${BINARY[power]}`, {
          value: whole(value / 1024 ** power),
        });
      }
      case 's':
        return value !== 0 && Math.abs(value) < 1
          ? t('unit.milliseconds', { value: number(value * 1000) })
          : t('unit.seconds', { value: whole(value) });
      case '1':
        return new Intl.NumberFormat(tag, {
          style: 'percent',
          maximumSignificantDigits: 3,
        }).format(value);
      case '1/s':
        return t('unit.perSecond', { value: whole(value) });
      default:
        return unit ? `${whole(value)} ${unit}` : whole(value);
    }
  };
}

/** Largest power of 1024 in which a number of bytes is at least 1. */
export function binaryPower(value: number): number {
  const size = Math.abs(value);
  const powers = [...BINARY.keys()];
  return powers.filter(power => size >= 1024 ** power).at(-1) ?? 0;
}
