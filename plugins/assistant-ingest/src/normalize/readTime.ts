import type { Json } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

const EARLIEST = Date.UTC(2001, 8, 9);

/**
 * Milliseconds since 1970 of a time as some system wrote it, or `undefined`.
 *
 * Texts are ISO 8601 with any number of decimals and any offset. Numbers are seconds, milliseconds,
 * microseconds or nanoseconds, told apart by their size: from 2001 on the four never overlap.
 */
export function readTime(value: Json | undefined): number | undefined {
  if (typeof value === 'number') {
    return fromNumber(value);
  }
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  if (/^\d+(\.\d+)?$/.test(value)) {
    return fromNumber(Number(value));
  }
  const at = Date.parse(
    value
      // more than three decimals are read differently by different engines
      .replace(/([.,]\d{3})\d+/, '$1')
      .replace(',', '.')
      .replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, '$1T'),
  );
  return Number.isNaN(at) ? undefined : at;
}

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) {
    return undefined;
  }
  let at = value;
  if (value < EARLIEST / 10) {
    at = value * 1000;
  } else if (value > EARLIEST * 1e5) {
    at = value / 1e6;
  } else if (value > EARLIEST * 1e2) {
    at = value / 1e3;
  }
  return Math.round(at);
}
