import { ResponseError } from '@backstage/errors';
import type {
  ChangeRecord,
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { z } from 'zod';
import type { FlagsOptions } from './config';

const pageSchema = z.object({
  switches: z.array(z.unknown()),
  cursor: z.string(),
  more: z.boolean(),
});
const switchSchema = z.object({
  at: z.string().datetime({ offset: true }),
  flag: z.string(),
  value: z.string(),
  namespace: z.string(),
  deployment: z.string(),
  by: z.string().optional(),
});

/** Feature flags that somebody switched: changes that no cluster knows of. */
export class FlagSource implements TelemetrySource {
  readonly id = 'feature-flags';
  readonly system = 'feature-flags';
  readonly instance: string;
  readonly intervalMs = 10_000;
  readonly #options: FlagsOptions & { fetch: typeof fetch };

  constructor(options: FlagsOptions & { fetch: typeof fetch }) {
    this.instance = options.cluster;
    this.#options = options;
  }

  async shards(): Promise<readonly string[]> {
    return ['all'];
  }

  async read(options: {
    offset?: string;
    maxRecords: number;
    now: number;
    signal: AbortSignal;
  }): Promise<TelemetryPage> {
    const url = new URL(this.#options.url);
    url.searchParams.set('limit', String(options.maxRecords));
    if (options.offset !== undefined) {
      url.searchParams.set('after', options.offset);
    }
    const response = await this.#options.fetch(url, { signal: options.signal });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const page = pageSchema.parse(await response.json());
    const read = page.switches.map(one => switchSchema.safeParse(one));
    return {
      records: read.flatMap(one =>
        one.success ? this.#toChange(one.data) : [],
      ),
      deadLetters: read.flatMap(({ error }) =>
        error
          ? {
              at: options.now,
              source: this.id,
              reason: error.message,
              excerpt: '',
            }
          : [],
      ),
      next: page.cursor,
      more: page.more,
    };
  }

  #toChange(one: z.output<typeof switchSchema>): ChangeRecord {
    return {
      kind: 'change',
      at: Date.parse(one.at),
      // names the deployment as its cluster does: that is what entities are mapped to
      origin: {
        system: 'kubernetes',
        instance: this.instance,
        namespace: one.namespace,
        owner: { kind: 'Deployment', name: one.deployment },
      },
      changeKind: 'config',
      summary: `feature flag ${one.flag} → ${one.value}`,
      actor: one.by,
    };
  }
}
