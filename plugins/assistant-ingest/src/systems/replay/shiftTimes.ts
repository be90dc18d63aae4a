import type { Json } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { isObject } from '../../normalize';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Moves a record in time, with all times that its object tells. */
export function shiftRecord<T extends TelemetryRecord>(
  record: T,
  by: number,
): T {
  const moved = { ...record, at: record.at + by };
  return record.kind === 'resource'
    ? { ...moved, body: shiftTimes(record.body, by) }
    : moved;
}

/** Moves every text that is a time. */
export function shiftTimes<T extends Json | undefined>(value: T, by: number): T;
export function shiftTimes(
  value: Json | undefined,
  by: number,
): Json | undefined {
  if (typeof value === 'string') {
    return TIME.test(value) ? shiftTime(value, by) : value;
  }
  if (Array.isArray(value)) {
    return value.map(item => shiftTimes(item, by));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, shiftTimes(item, by)]),
      )
    : value;
}

function shiftTime(text: string, by: number): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    return text;
  }
  const moved = new Date(time + by).toISOString();
  // systems write whole seconds without decimals
  return text.includes('.') ? moved : moved.replace(/\.\d+/, '');
}
