import { NotFoundError } from '@backstage/errors';
import type { FindingHandlingRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Finding } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { VisibleEntities } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type {
  FindingStore,
  JudgedScope,
  StoredFinding,
} from '../../diagnosis/ports';
import {
  insertHandling,
  selectCorrections,
} from '../operations/findings/handleFinding';
import {
  forgetHidden,
  lockFindings,
  resolveMissing,
  upsertFindings,
} from '../operations/findings/judgeFindings';
import { selectFindings } from '../operations/findings/listFindings';

/** Findings with their life in PostgreSQL, on a server or embedded. */
export class DatabaseFindingStore implements FindingStore {
  readonly #knex: Knex;

  constructor(options: { knex: Knex }) {
    this.#knex = options.knex;
  }

  async judge(options: {
    findings: readonly Finding[];
    version: number;
    at: number;
    scope: JudgedScope;
  }) {
    return this.#knex.transaction(async tx => {
      await lockFindings(tx);
      const resolved = await resolveMissing(tx, options);
      return { appeared: await upsertFindings(tx, options), resolved };
    });
  }

  async rejudge(options: {
    findings: readonly Finding[];
    version: number;
    at: number;
    hidden: ReadonlyArray<{ from: number; to: number }>;
  }): Promise<void> {
    await this.#knex.transaction(async tx => {
      await lockFindings(tx);
      await forgetHidden(tx, options.hidden);
      await resolveMissing(tx, { ...options, scope: 'all' });
      await upsertFindings(tx, options);
    });
  }

  async list(options: {
    entities: VisibleEntities;
    now: number;
    resolvedAfter?: number;
    limit: number;
  }): Promise<StoredFinding[]> {
    return selectFindings(this.#knex, {
      ...options,
      resolvedAfter: options.resolvedAfter ?? Number.MAX_SAFE_INTEGER,
    });
  }

  async get(
    id: string,
    { now }: { now: number },
  ): Promise<StoredFinding | undefined> {
    const [found] = await selectFindings(this.#knex, {
      id,
      now,
      entities: { type: 'all' },
      resolvedAfter: Number.MIN_SAFE_INTEGER,
      limit: 1,
    });
    return found;
  }

  async handle(options: {
    id: string;
    by: string;
    now: number;
    request: FindingHandlingRequest;
  }): Promise<StoredFinding> {
    await insertHandling(this.#knex, options);
    const handled = await this.get(options.id, options);
    if (!handled) {
      throw new NotFoundError(
        `There is no finding ${options.id} any more; look at the present ones`,
      );
    }
    return handled;
  }

  async listCorrections({ limit }: { limit: number }) {
    return selectCorrections(this.#knex, limit);
  }

  async prune({ before }: { before: number }): Promise<number> {
    return this.#knex('finding').where('resolved_at', '<', before).delete();
  }
}
