import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import { formatIssues } from './formatIssues';

/** Values from environment variables arrive as text. */
const count = (minimum: number) => z.coerce.number().int().min(minimum);
const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform(value => value === true || value === 'true');
const groupRefs = z
  .array(
    z
      .string()
      .regex(
        /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
        'must be a full reference such as group:default/team-sre',
      )
      .transform(ref => ref.toLocaleLowerCase('en-US')),
  )
  .default([]);

/**
 * Keys that this package reads. The top level stays open, for `documents`, `http` and the settings
 * of embedders and models belong to the ingest module; inside a section a misspelt key is an error.
 */
const assistantSchema = z.object({
  role: z.enum(['all', 'serve', 'ingest']).default('all'),
  embedded: z
    .object({ directory: z.string().min(1).optional() })
    .strict()
    .default({}),
  access: z
    .object({
      operators: groupRefs,
      onCall: groupRefs,
      telemetry: z.enum(['owners', 'readers']).default('owners'),
      parentGroups: flag.default(true),
    })
    .strict()
    .default({}),
  environments: z
    .object({
      default: z.string().min(1).default('prod'),
      names: z.record(z.array(z.string().min(1))).default({}),
      clusters: z.record(z.string().min(1)).default({}),
    })
    .strict()
    .default({}),
  retention: z
    .object({ conversations: z.unknown(), generations: count(2).default(3) })
    .strict()
    .default({}),
  rateLimit: z
    .object({
      questionsPerMinute: count(1).default(30),
      concurrent: count(1).default(3),
    })
    .strict()
    .default({}),
  embedder: z
    .object({ use: z.string().min(1).default('local') })
    .passthrough()
    .default({}),
  model: z
    .object({ use: z.string().min(1).optional() })
    .passthrough()
    .default({}),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a zone such as Europe/Berlin')
    .default('UTC'),
  glossary: z
    .array(
      z
        .object({
          term: z.string().min(1),
          means: z.array(z.string().min(1)).min(1),
        })
        .strict(),
    )
    .default([]),
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

type ParsedConfig = z.output<typeof assistantSchema>;

/** Everything that this package reads from the `assistant` section, with defaults filled in. @internal */
export interface AssistantConfig
  extends Omit<ParsedConfig, 'retention' | 'embedder' | 'model'> {
  retention: { conversationsMs: number; generations: number };
  embedder: { use: string };
  model: { use?: string };
}

const DEFAULT_CONVERSATION_RETENTION = { days: 90 };

/**
 * Reads the `assistant` section once.
 *
 * @throws InputError that names each key that is wrong and what it must be.
 * @internal
 */
export function readAssistantConfig(rootConfig: Config): AssistantConfig {
  const config = rootConfig.getOptionalConfig('assistant');
  const parsed = assistantSchema.safeParse(config?.get() ?? {});
  if (!parsed.success) {
    throw new InputError(
      `The configuration of the assistant is wrong. ${formatIssues(
        parsed.error,
        ['assistant'],
      )}`,
    );
  }
  const { retention, embedder, model, ...rest } = parsed.data;
  const duration = config?.has('retention.conversations')
    ? readDurationFromConfig(config, { key: 'retention.conversations' })
    : DEFAULT_CONVERSATION_RETENTION;
  return {
    ...rest,
    embedder: { use: embedder.use },
    model: { use: model.use },
    retention: {
      conversationsMs: durationToMilliseconds(duration),
      generations: retention.generations,
    },
  };
}
