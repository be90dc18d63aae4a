import type { Json, JsonObject } from './SnapshotInput';

/** Bodies come from outside: these read them without ever throwing. */

const EMPTY: JsonObject = Object.freeze({});
const NONE: readonly Json[] = Object.freeze([]);

export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : EMPTY;
}

export function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : NONE;
}

export function asObjects(value: Json | undefined): readonly JsonObject[] {
  return asList(value).map(asObject);
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asNumber(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** Own properties only: a label named `constructor` is nothing special. */
export function dig(
  value: Json | undefined,
  ...path: readonly string[]
): Json | undefined {
  let current: Json | undefined = value;
  for (const key of path) {
    const parent = asObject(current);
    current = Object.prototype.hasOwnProperty.call(parent, key)
      ? parent[key]
      : undefined;
  }
  return current;
}

/** Milliseconds of an ISO 8601 time. */
export function asTime(value: Json | undefined): number | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  const time = Date.parse(value);
  return Number.isFinite(time) ? time : undefined;
}

/** A map of texts, e.g. labels, sorted by name. */
export function asTexts(
  value: Json | undefined,
): ReadonlyArray<readonly [string, string]> {
  return Object.entries(asObject(value))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .sort(([a], [b]) => compareText(a, b));
}

/** The same order everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
