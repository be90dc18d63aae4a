import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/** Whether a value is a JSON object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads `a.b.c` from an object whose keys are nested, dotted or a mix of both: shippers of logs write
 * `{"log.level": …}` as well as `{"log": {"level": …}}`.
 */
export function readPath(
  value: Json | undefined,
  path: string,
): Json | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  if (Object.hasOwn(value, path)) {
    return value[path];
  }
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const head = path.slice(0, dot);
    if (Object.hasOwn(value, head)) {
      const found = readPath(value[head], path.slice(dot + 1));
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

/** The first of several paths that holds a text that is not empty; numbers count as text. */
export function readText(
  value: Json | undefined,
  ...paths: string[]
): string | undefined {
  for (const path of paths) {
    const found = readPath(value, path);
    if (typeof found === 'string' && found !== '') {
      return found;
    }
    if (typeof found === 'number') {
      return String(found);
    }
  }
  return undefined;
}

/** The first of several paths that holds an object of texts, e.g. labels; other values are left out. */
export function readTexts(
  value: Json | undefined,
  ...paths: string[]
): Record<string, string> | undefined {
  for (const path of paths) {
    const found = readPath(value, path);
    if (isObject(found)) {
      const texts = Object.entries(found).flatMap(([key, text]) =>
        typeof text === 'string' ? [[key, text]] : [],
      );
      return Object.fromEntries(texts);
    }
  }
  return undefined;
}
