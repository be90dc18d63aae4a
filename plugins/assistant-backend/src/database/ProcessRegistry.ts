import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isRunning, ownIdentity } from './processIdentity';

/** After so long without a sign of life, whoever worked on something counts as gone. */
const SILENT_MS = 60_000;

const workerSchema = z.object({
  host: z.string(),
  pid: z.number(),
  started: z.string(),
  /** One process may open the database again after a failure. */
  instance: z.string(),
});

/** Tells work that goes on from work whose process died. */
export class ProcessRegistry {
  /** What this process writes beside its work. */
  readonly self: string;
  readonly #exclusive: boolean;

  private constructor(self: string, exclusive: boolean) {
    this.self = self;
    this.#exclusive = exclusive;
  }

  /** `exclusive`: nobody else can have the database open, so all work of others is dead. */
  static async create(options: {
    exclusive: boolean;
  }): Promise<ProcessRegistry> {
    const identity = { ...(await ownIdentity()), instance: randomUUID() };
    return new ProcessRegistry(JSON.stringify(identity), options.exclusive);
  }

  async isGone(worker: string, silentMs: number): Promise<boolean> {
    if (worker === this.self) {
      return false;
    }
    if (this.#exclusive || silentMs > SILENT_MS) {
      return true;
    }
    return (await isRunning(workerSchema.parse(JSON.parse(worker)))) === false;
  }
}
