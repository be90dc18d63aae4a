import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import { formatIssues } from '../formatIssues';

/**
 * Reads what a client sent.
 *
 * @throws InputError that names each field that is wrong.
 */
export function parseInput<T extends z.ZodTypeAny>(
  schema: T,
  value: unknown,
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `The request is not valid. ${formatIssues(parsed.error)}`,
    );
  }
  return parsed.data;
}
