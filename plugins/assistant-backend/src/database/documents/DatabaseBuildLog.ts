import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  BuildLease,
  BuildLog,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Engine } from '../engine';
import type { ProcessRegistry } from '../ProcessRegistry';
import { claimBuild } from '../operations/builds/claimBuild';
import { failOrphanedBuilds } from '../operations/builds/failOrphanedBuilds';
import { readBuild, readLastBuild } from '../operations/builds/readBuilds';
import {
  requestBuildCancel,
  updateBuild,
} from '../operations/builds/updateBuild';

/** Builds in the database: a row is the lease, its sign of life and its memory. */
export class DatabaseBuildLog implements BuildLog {
  readonly #engine: Engine;
  readonly #processes: ProcessRegistry;

  constructor(options: { engine: Engine; processes: ProcessRegistry }) {
    this.#engine = options.engine;
    this.#processes = options.processes;
  }

  async claimBuild(
    progress: BuildProgress,
  ): Promise<BuildProgress | undefined> {
    const { knex } = this.#engine;
    // whoever claims builds nothing now: what this process could not end properly is over as well
    await failOrphanedBuilds(knex, { processes: this.#processes, own: true });
    return claimBuild(knex, { progress, owner: this.#processes.self });
  }

  async reportBuild(progress: BuildProgress): Promise<BuildLease> {
    const owner = this.#processes.self;
    return updateBuild(this.#engine.knex, { progress, owner });
  }

  async readBuild(buildId: string): Promise<BuildProgress | undefined> {
    return readBuild(this.#engine.knex, buildId);
  }

  async readLastBuild(): Promise<BuildProgress | undefined> {
    return readLastBuild(this.#engine.knex);
  }

  async requestBuildCancel(buildId: string): Promise<void> {
    await requestBuildCancel(this.#engine.knex, buildId);
  }

  /** Ends builds of processes that died. */
  async recoverBuilds(): Promise<void> {
    await failOrphanedBuilds(this.#engine.knex, {
      processes: this.#processes,
      own: false,
    });
  }
}
