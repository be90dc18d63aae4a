import { type Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { CronTime } from 'cron';
import { z } from 'zod';
import { count, flag, seconds, section } from './configValues';
import { DEFAULT_READ_LIMITS } from './documents/files';
import { environmentsSchema, telemetrySchema } from './telemetryConfig';

const cron = z
  .string()
  .refine(isCron, 'must be a cron expression such as "0 3 * * 0"');

const markdownSchema = section({
  id: z
    .string()
    .regex(
      /^[\w.-]{1,60}$/,
      'must be a short name of letters, digits, ".", "_" and "-"',
    ),
  url: z.string().url().optional(),
  path: z.string().min(1).optional(),
  entityRef: z
    .string()
    .regex(
      /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/,
      'must be a full reference such as component:default/checkout',
    )
    .transform(ref => ref.toLocaleLowerCase('en-US')),
}).refine(
  ({ url, path }) => (url === undefined) !== (path === undefined),
  'needs either url or path',
);

const documentsSchema = section({
  buildOnStart: z.union([flag, z.literal('if-empty')]).default(true),
  schedule: section({
    cron: cron.default('0 3 * * 0'),
    timeout: z.unknown(),
  }).default({}),
  techdocs: section({
    enabled: flag.default(true),
    concurrency: count(1, 50).default(4),
  }).default({}),
  markdown: z
    .array(markdownSchema)
    .max(1000)
    .refine(
      folders => new Set(folders.map(({ id }) => id)).size === folders.length,
      'each id may be there once',
    )
    .default([]),
  limits: section({
    maxDocuments: count(1, 100_000).default(DEFAULT_READ_LIMITS.maxDocuments),
    maxDocumentBytes: count(1_000, 50_000_000).default(
      DEFAULT_READ_LIMITS.maxDocumentBytes,
    ),
    timeoutSeconds: seconds.default(DEFAULT_READ_LIMITS.timeoutMs / 1000),
  }).default({}),
  gate: section({
    sizeChange: z.coerce.number().min(0).max(10).default(0.3),
    goldenQuestions: z.string().min(1).optional(),
  }).default({}),
});

const endpoint = {
  baseUrl: z.string().url(),
  apiKey: z.string().optional(),
  model: z.string().min(1),
  headers: z.record(z.string()).default({}),
};

const openAiEmbedderSchema = section({
  ...endpoint,
  dimensions: count(1, 4000),
  sendDimensions: flag.default(false),
  batchSize: count(1, 2048).default(32),
  requestsPerMinute: count(1, 100_000).default(600),
  timeoutSeconds: seconds.default(60),
  queryPrefix: z.string().max(1000).optional(),
  passagePrefix: z.string().max(1000).optional(),
});

const openAiModelSchema = section({
  ...endpoint,
  dataPolicy: z.enum(['none', 'metadata', 'full']).default('metadata'),
  contextTokens: count(1000, 10_000_000).default(16_000),
  maxTokens: count(50, 100_000).default(800),
  firstTokenTimeoutSeconds: seconds.default(15),
  timeoutSeconds: seconds.default(60),
});

/** The top level stays open, and so do shared sections: other keys belong to the other packages. */
const assistantSchema = z.object({
  role: z.enum(['all', 'serve', 'ingest']).default('all'),
  documents: documentsSchema.default({}),
  telemetry: telemetrySchema.default({}),
  environments: environmentsSchema.default({}),
  embedder: z
    .object({
      use: z.string().min(1).default('local'),
      openai: openAiEmbedderSchema.optional(),
    })
    .passthrough()
    .default({})
    .refine(({ use, openai }) => use !== 'openai' || openai !== undefined, {
      message: 'is needed when assistant.embedder.use is "openai"',
      path: ['openai'],
    }),
  model: z
    .object({
      use: z.string().optional(),
      openai: openAiModelSchema.optional(),
    })
    .passthrough()
    .default({})
    .refine(({ use, openai }) => use !== 'openai' || openai !== undefined, {
      message: 'is needed when assistant.model.use is "openai"',
      path: ['openai'],
    }),
  retention: z
    .object({ generations: count(2, 100).default(3) })
    .passthrough()
    .default({}),
  http: section({ caFile: z.string().min(1).optional() }).default({}),
});

type Parsed = z.output<typeof assistantSchema>;

/** Settings of an OpenAI-compatible embeddings endpoint. */
export type OpenAiEmbedderConfig = z.output<typeof openAiEmbedderSchema>;
/** Settings of an OpenAI-compatible chat endpoint. */
export type OpenAiModelConfig = z.output<typeof openAiModelSchema>;

/** Everything that this package reads, with defaults filled in. */
export interface IngestConfig {
  role: Parsed['role'];
  documents: Omit<Parsed['documents'], 'schedule' | 'buildOnStart'> & {
    cron: string;
    timeoutMs: number;
    buildOnStart: 'always' | 'if-empty' | 'never';
  };
  telemetry: Omit<Parsed['telemetry'], 'retention' | 'maxBytes'>;
  environments: Pick<
    Parsed['environments'],
    'default' | 'instances' | 'namespaces'
  >;
  openAiEmbedder?: OpenAiEmbedderConfig;
  openAiModel?: OpenAiModelConfig;
  keepGenerations: number;
  caFile?: string;
}

const DEFAULT_BUILD_TIMEOUT = { hours: 2 };

/**
 * Reads the keys of this package once.
 *
 * @throws InputError that names each key that is wrong and what it must be.
 */
export function readIngestConfig(rootConfig: Config): IngestConfig {
  const config = rootConfig.getOptionalConfig('assistant');
  const parsed = assistantSchema.safeParse(config?.get() ?? {});
  if (!parsed.success) {
    throw new InputError(
      `The configuration of the assistant is wrong. ${describeIssues(
        parsed.error,
      )}`,
    );
  }
  const { role, documents, embedder, model, retention, http, telemetry } =
    parsed.data;
  const {
    default: defaultEnvironment,
    instances,
    namespaces,
  } = parsed.data.environments;
  const { schedule, buildOnStart, ...rest } = documents;
  const timeout = config?.has('documents.schedule.timeout')
    ? readDurationFromConfig(config, { key: 'documents.schedule.timeout' })
    : DEFAULT_BUILD_TIMEOUT;
  return {
    role,
    documents: {
      ...rest,
      cron: schedule.cron,
      timeoutMs: durationToMilliseconds(timeout),
      buildOnStart: toStart(buildOnStart),
    },
    telemetry,
    environments: { default: defaultEnvironment, instances, namespaces },
    ...(embedder.openai && { openAiEmbedder: embedder.openai }),
    ...(model.openai && { openAiModel: model.openai }),
    keepGenerations: retention.generations,
    ...(http.caFile !== undefined && { caFile: http.caFile }),
  };
}

function toStart(value: boolean | 'if-empty'): 'always' | 'if-empty' | 'never' {
  if (value === 'if-empty') {
    return value;
  }
  return value ? 'always' : 'never';
}

function isCron(text: string): boolean {
  try {
    return new CronTime(text).sendAt() !== undefined;
  } catch {
    return false;
  }
}

const describeIssues = (error: z.ZodError) =>
  error.issues
    .slice(0, 10)
    .map(
      ({ path, message }) => `${['assistant', ...path].join('.')}: ${message}`,
    )
    .join('; ');
