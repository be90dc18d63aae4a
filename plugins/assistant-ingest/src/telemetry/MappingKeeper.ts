import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  TelemetryBase,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  type ConfiguredRule,
  type MappedEntity,
  mapWorkloads,
  toMappedEntity,
} from '../mapping';

const PAGE = 5000;
const MAX_WORKLOADS = 200_000;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.owner',
];

export interface MappingKeeperOptions {
  base: TelemetryBase;
  catalog: CatalogService;
  auth: AuthService;
  rules: readonly ConfiguredRule[];
  logger: LoggerService;
  intervalMs: number;
}

/**
 * Keeps the mapping of workloads to entities as catalog, rules and workloads change. What is mended
 * today holds for what was stored yesterday.
 */
export class MappingKeeper {
  readonly #options: MappingKeeperOptions;
  #written = '';
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: MappingKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const again = () => {
      this.#running = this.update()
        .catch(error =>
          this.#options.logger.warn(
            `Workloads could not be mapped to entities: ${
              toError(error).message
            }`,
          ),
        )
        .then(() => {
          this.#timer = setTimeout(again, this.#options.intervalMs);
        });
    };
    again();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#running;
    clearTimeout(this.#timer);
  }

  /** Maps everything once; writes only what differs from the last time. */
  async update(): Promise<void> {
    const { base, rules } = this.#options;
    const workloads = await this.#workloads();
    const mappings = mapWorkloads(workloads, {
      entities: await this.#entities(),
      rules,
    });
    const written = JSON.stringify([workloads.map(({ key }) => key), mappings]);
    if (written !== this.#written) {
      await base.writeMappings(mappings, {
        workloadKeys: workloads.map(({ key }) => key),
      });
      this.#written = written;
    }
  }

  async #workloads(): Promise<WorkloadWrite[]> {
    const workloads: WorkloadWrite[] = [];
    while (workloads.length < MAX_WORKLOADS) {
      const page = await this.#options.base.listWorkloads({
        after: workloads.at(-1)?.key,
        limit: PAGE,
      });
      workloads.push(...page);
      if (page.length < PAGE) {
        break;
      }
    }
    return workloads;
  }

  async #entities(): Promise<MappedEntity[]> {
    const { catalog, auth } = this.#options;
    const { items } = await catalog.getEntities(
      { filter: { kind: ['Component', 'Resource'] }, fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(toMappedEntity);
  }
}
