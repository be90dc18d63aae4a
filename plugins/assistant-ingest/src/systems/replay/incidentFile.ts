import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { Json } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { readTime } from '../../normalize';

const time = z.string().transform((text, context) => {
  const at = readTime(text);
  if (at === undefined) {
    context.addIssue({ code: 'custom', message: 'must be a time in ISO 8601' });
    return z.NEVER;
  }
  return at;
});

const schema = z
  .object({
    title: z.string().default(''),
    from: time.optional(),
    to: time.optional(),
    now: time,
    question: z.string().optional(),
    entityRef: z.string().optional(),
    namespaces: z.array(z.string()).optional(),
    environments: z.record(z.string()).default({}),
  })
  .passthrough();

export type IncidentFile = z.output<typeof schema>;

/** Reads `incident.json`. @throws InputError that names the file and what is wrong. */
export function parseIncident(text: string, file: string): IncidentFile {
  const parsed = schema.safeParse(parseJson(text, file));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );
    throw new InputError(`${file} is wrong: ${issues.join('; ')}`);
  }
  return parsed.data;
}

/** Parses JSON. @throws InputError that names file and line. */
export function parseJson(text: string, file: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `${file}${lineOf(error, text)} is no JSON: ${String(error)}`,
    );
  }
}

/** The engine tells the position of a mistake in its message. */
function lineOf(error: unknown, text: string): string {
  const position = /position (\d+)/.exec(String(error))?.[1];
  return position === undefined
    ? ''
    : `, line ${text.slice(0, Number(position)).split('\n').length},`;
}
