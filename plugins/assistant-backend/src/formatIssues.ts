import type { z } from 'zod';

/** Most problems that one message names. */
const MAX_ISSUES = 10;

/** Problems of a value in one sentence each, with the path that a person finds the place by. */
export function formatIssues(
  error: z.ZodError,
  prefix: readonly string[] = [],
): string {
  return error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => {
      const place = [...prefix, ...path].join('.');
      return place ? `${place}: ${message}` : message;
    })
    .join('; ');
}
