import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { BuildLease, BuildLog } from '../knowledge';

/**
 * A log of builds in memory, for tests of what builds.
 *
 * @public
 */
export class InMemoryBuildLog implements BuildLog {
  readonly #builds = new Map<string, BuildProgress>();
  readonly #cancelled = new Set<string>();

  async claimBuild(
    progress: BuildProgress,
  ): Promise<BuildProgress | undefined> {
    const running = [...this.#builds.values()].find(
      ({ state }) => state === 'running',
    );
    if (!running) {
      this.#builds.set(progress.buildId, progress);
    }
    return running;
  }

  async reportBuild(progress: BuildProgress): Promise<BuildLease> {
    const held = this.#builds.get(progress.buildId)?.state === 'running';
    if (held) {
      this.#builds.set(progress.buildId, progress);
    }
    return { held, cancelRequested: this.#cancelled.has(progress.buildId) };
  }

  async readBuild(buildId: string): Promise<BuildProgress | undefined> {
    return this.#builds.get(buildId);
  }

  async readLastBuild(): Promise<BuildProgress | undefined> {
    return [...this.#builds.values()].at(-1);
  }

  async requestBuildCancel(buildId: string): Promise<void> {
    this.#cancelled.add(buildId);
  }

  /** Ends a build as others do when its process gave no sign of life. */
  giveUp(buildId: string): void {
    const build = this.#builds.get(buildId);
    if (build) {
      this.#builds.set(buildId, { ...build, state: 'failed' });
    }
  }
}
