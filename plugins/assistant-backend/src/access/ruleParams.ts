import { z } from 'zod';

/**
 * Parameters of a permission rule, as a Standard Schema that also knows its JSON Schema.
 *
 * The zod schema is not handed over itself: the permission framework brings a zod of its own, and
 * comparing the types of two zods costs the compiler minutes.
 */
export function ruleParams<T>(
  schema: z.ZodType<T>,
  jsonSchema: Record<string, unknown>,
) {
  return {
    '~standard': {
      version: 1 as const,
      vendor: 'assistant',
      validate: (
        value: unknown,
      ): { value: T } | { issues: ReadonlyArray<{ message: string }> } => {
        const parsed = schema.safeParse(value);
        return parsed.success
          ? { value: parsed.data }
          : { issues: parsed.error.issues.map(({ message }) => ({ message })) };
      },
      jsonSchema: { input: () => jsonSchema, output: () => jsonSchema },
    },
  };
}
