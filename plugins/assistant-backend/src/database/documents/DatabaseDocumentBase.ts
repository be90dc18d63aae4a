import { NotFoundError } from '@backstage/errors';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentReader,
  GenerationStart,
  GenerationWriter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Engine } from '../engine';
import type { ProcessRegistry } from '../ProcessRegistry';
import { countEntities } from '../operations/documents/countEntities';
import { createGeneration } from '../operations/documents/createGeneration';
import { createVectorIndex } from '../operations/documents/createIndexes';
import { dropLeftovers } from '../operations/documents/dropGeneration';
import { failOrphanedGenerations } from '../operations/documents/failOrphanedGenerations';
import {
  embeddedShare,
  listGenerations,
  toGeneration,
} from '../operations/documents/listGenerations';
import { movePointer } from '../operations/documents/movePointer';
import { pruneGenerations } from '../operations/documents/pruneGenerations';
import { readPointer } from '../operations/documents/readPointer';
import { swapPointer } from '../operations/documents/swapPointer';
import { readEtags } from '../operations/documents/writeEtag';
import { readGeneration, selectRows, untilAborted } from '../sql';
import type { GenerationRow } from '../tables';
import { DatabaseBuildLog } from './DatabaseBuildLog';
import {
  DatabaseDocumentReader,
  type GenerationEntities,
} from './DatabaseDocumentReader';
import { DatabaseGenerationWriter } from './DatabaseGenerationWriter';

const CACHED_GENERATIONS = 4;
/** While vectors fill up, their share is counted anew after so long. */
const SHARE_MS = 2_000;

/** The document base in PostgreSQL, on a server or embedded. */
export class DatabaseDocumentBase
  extends DatabaseBuildLog
  implements DocumentBase
{
  readonly #engine: Engine;
  readonly #processes: ProcessRegistry;
  /** Sealed generations do not change, so what is known of them is kept. */
  readonly #entities = new Map<number, Promise<GenerationEntities>>();
  readonly #shares = new Map<number, { share: number; at: number }>();

  constructor(options: { engine: Engine; processes: ProcessRegistry }) {
    super(options);
    this.#engine = options.engine;
    this.#processes = options.processes;
  }

  async open({ signal }: { signal: AbortSignal }) {
    return untilAborted(signal, async () => {
      const [row] = await selectRows<GenerationRow>(
        this.#engine.knex,
        `select g.* from kb_pointer p join kb_generation g on g.id = p.active where p.base = 'documents'`,
      );
      return row && this.#toReader(row);
    });
  }

  async openGeneration(
    generation: number,
    { signal }: { signal: AbortSignal },
  ): Promise<DocumentReader> {
    return untilAborted(signal, async () =>
      this.#toReader(await this.#readSealed(generation)),
    );
  }

  async status() {
    const { knex } = this.#engine;
    const pointer = await readPointer(knex);
    return {
      active: pointer?.active,
      previous: pointer?.previous ?? undefined,
      generations: await listGenerations(knex, pointer),
      engine: this.#engine.kind,
    };
  }

  async readEtags() {
    return readEtags(this.#engine.knex);
  }

  async begin(start: GenerationStart): Promise<GenerationWriter> {
    const { knex } = this.#engine;
    await failOrphanedGenerations(knex, this.#processes);
    const generation = await createGeneration(this.#engine, {
      ...start,
      owner: this.#processes.self,
    });
    const active = (await readPointer(knex))?.active;
    const vectorSources = await this.#vectorSources(start, active);
    return new DatabaseGenerationWriter({
      engine: this.#engine,
      generation,
      dimensions: start.dimensions,
      active: active
        ? { generation: active, sameEmbedder: vectorSources.includes(active) }
        : undefined,
      vectorSources,
      readSealed: sealed => this.#readGeneration(sealed),
    }).startHeartbeat();
  }

  async resume(generation: number) {
    const row = await this.#readSealed(generation);
    return new DatabaseGenerationWriter({
      engine: this.#engine,
      generation,
      dimensions: row.dimensions,
      vectorSources: [],
      readSealed: sealed => this.#readGeneration(sealed),
    });
  }

  async activate(options: {
    generation: number;
    expectedActive?: number;
    actor?: string;
  }): Promise<void> {
    await movePointer(this.#engine.knex, options);
  }

  async rollback(options: { actor?: string } = {}): Promise<void> {
    await swapPointer(this.#engine.knex, options);
  }

  async prune(options: { keep: number }): Promise<number[]> {
    const dropped = await pruneGenerations(this.#engine.knex, options);
    dropped.forEach(generation => this.#entities.delete(generation));
    return dropped;
  }

  /** Cleans up after processes that died. */
  async recover(): Promise<number[]> {
    const { knex } = this.#engine;
    await this.recoverBuilds();
    const failed = await failOrphanedGenerations(knex, this.#processes);
    await dropLeftovers(knex);
    return failed;
  }

  async #toReader(row: GenerationRow): Promise<DocumentReader> {
    const [entities, embedded] = await readGeneration(row.id, () =>
      Promise.all([this.#readEntities(row.id), this.#readShare(row)]),
    );
    return new DatabaseDocumentReader({
      engine: this.#engine,
      row,
      embedded,
      entities,
    });
  }

  #readEntities(generation: number): Promise<GenerationEntities> {
    const cached = this.#entities.get(generation);
    if (cached) {
      return cached;
    }
    const entities = countEntities(this.#engine.knex, generation);
    this.#entities.set(generation, entities);
    entities.catch(() => this.#entities.delete(generation));
    if (this.#entities.size > CACHED_GENERATIONS) {
      this.#entities.delete(Math.min(...this.#entities.keys()));
    }
    return entities;
  }

  async #readShare(row: GenerationRow): Promise<number> {
    const known = this.#shares.get(row.id);
    if (known && (known.share === 1 || Date.now() - known.at < SHARE_MS)) {
      return known.share;
    }
    const share = await embeddedShare(this.#engine.knex, row);
    this.#shares.set(row.id, { share, at: Date.now() });
    return share;
  }

  async #readSealed(generation: number): Promise<GenerationRow> {
    const [row] = await selectRows<GenerationRow>(
      this.#engine.knex,
      `select * from kb_generation where id = ? and state = 'ready' and not dropped`,
      [generation],
    );
    if (!row) {
      throw new NotFoundError(
        `There is no complete version ${generation} of the document base`,
      );
    }
    return row;
  }

  async #readGeneration(generation: number): Promise<Generation> {
    const { knex } = this.#engine;
    const row = await this.#readSealed(generation);
    const share = await embeddedShare(knex, row);
    if (share === 1) {
      await createVectorIndex(this.#engine, {
        generation,
        dimensions: row.dimensions,
      });
    }
    return toGeneration(row, await readPointer(knex), share);
  }

  /** The active generation first, then the newest ones. */
  async #vectorSources(
    start: GenerationStart,
    active: number | undefined,
  ): Promise<number[]> {
    const rows = await selectRows<{ id: number }>(
      this.#engine.knex,
      `select id from kb_generation where state = 'ready' and not dropped and embedder = ? and dimensions = ?
       order by (id = ?) desc, id desc limit 3`,
      [start.embedder, start.dimensions, active ?? 0],
    );
    return rows.map(({ id }) => id);
  }
}
