import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';
import {
  DEFAULT_RETENTION,
  type TelemetryRetention,
} from './database/telemetry';
import { LINK_PLACEHOLDERS } from './diagnosis/SourceLinks';
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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Partitions are whole hours, so a shorter time would not hold. */
const hours = z.coerce
  .number()
  .min(1)
  .max(24 * 366);
const days = z.coerce.number().min(1).max(366);
/** Below this, indexes alone would fill the base. */
const SMALLEST_BASE = 100_000_000;

/** An address whose host is fixed: a placeholder stands after it. */
const linkTemplate = z
  .string()
  .max(2000)
  .regex(
    /^https?:\/\/[^/{}\s?#]+([/?#]\S*)?$/,
    'must be an address such as https://grafana.example.com/explore?query={query}',
  )
  .refine(
    template =>
      Array.from(template.matchAll(/\{(\w*)\}/g)).every(([, name]) =>
        LINK_PLACEHOLDERS.some(known => known === name),
      ),
    `may hold no other placeholders than ${LINK_PLACEHOLDERS.map(
      name => `{${name}}`,
    ).join(', ')}`,
  )
  .optional();

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
      instances: z.record(z.string().min(1)).default({}),
      namespaces: z
        .array(
          z
            .object({
              pattern: z.string().min(1).max(300),
              environment: z.string().min(1),
            })
            .strict(),
        )
        .max(1000)
        .default([]),
      production: z.array(z.string().min(1)).default(['prod', 'production']),
    })
    .strict()
    .default({}),
  links: z
    .object({
      resource: linkTemplate,
      event: linkTemplate,
      log: linkTemplate,
      metric: linkTemplate,
      change: linkTemplate,
    })
    .strict()
    .default({}),
  // the other keys of this section are those of the ingest package
  telemetry: z
    .object({
      retention: z
        .object({
          metricsHours: hours.default(DEFAULT_RETENTION.metrics / HOUR_MS),
          logsHours: hours.default(DEFAULT_RETENTION.logs / HOUR_MS),
          rollupsDays: days.default(DEFAULT_RETENTION.rollups / DAY_MS),
          versionsDays: days.default(DEFAULT_RETENTION.states / DAY_MS),
        })
        .strict()
        .default({}),
      maxBytes: count(SMALLEST_BASE).default(DEFAULT_RETENTION.maxBytes),
    })
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
  extends Omit<ParsedConfig, 'retention' | 'embedder' | 'model' | 'telemetry'> {
  retention: { conversationsMs: number; generations: number };
  telemetry: { retention: TelemetryRetention };
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
  const { retention, embedder, model, telemetry, ...rest } = parsed.data;
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
    telemetry: { retention: toRetention(telemetry) },
  };
}

function toRetention({
  retention,
  maxBytes,
}: ParsedConfig['telemetry']): TelemetryRetention {
  return {
    metrics: retention.metricsHours * HOUR_MS,
    logs: retention.logsHours * HOUR_MS,
    rollups: retention.rollupsDays * DAY_MS,
    states: retention.versionsDays * DAY_MS,
    maxBytes,
  };
}
