import { setTimeout as sleep } from 'node:timers/promises';
import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type { BuildLog } from '@smart-assistant/backstage-plugin-assistant-node';

/** Follows a build of another replica until it ends or the signal says so. */
export async function waitForBuild(options: {
  documents: BuildLog;
  buildId: string;
  everyMs: number;
  signal: AbortSignal;
}): Promise<BuildProgress | undefined> {
  const { documents, buildId, everyMs, signal } = options;
  for (;;) {
    const progress = await documents.readBuild(buildId);
    if (progress?.state !== 'running' || signal.aborted) {
      return progress;
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(
      () => undefined,
    );
  }
}
