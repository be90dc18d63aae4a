import { stringifyError } from '@backstage/errors';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { hideProblems } from './hideProblems';
import type { RouterOptions } from './RouterOptions';

const TELEMETRY_MS = 5_000;

/** Whether questions can be answered, and if not, why and what to do. Never the portal's own readiness. */
export function addReadinessRoutes(router: Router, options: RouterOptions) {
  router.get('/readiness', async (_req, res) => {
    res.json(await readReadiness(options));
  });
}

async function readReadiness(options: RouterOptions): Promise<Readiness> {
  const { knowledge, builder, modelId } = options;
  const common = {
    model: { configured: modelId !== undefined, id: modelId },
    notices: [...knowledge.notices(), ...options.notices],
  };
  const unavailable = (problem: {
    reason: string;
    remedy?: string;
  }): Readiness => ({
    ...common,
    ready: false,
    database: { ok: false, ...problem },
    documents: { state: 'unavailable' },
  });
  const problem = knowledge.problem();
  if (problem) {
    return unavailable(problem);
  }
  try {
    const { active, generations } = await knowledge.documents.status();
    const telemetry = await readTelemetry(options);
    const build = await (builder
      ? builder.current()
      : knowledge.documents.readLastBuild());
    const generation = generations.find(one => one.generation === active);
    const unready = build?.state === 'running' ? 'building' : 'empty';
    return {
      ...common,
      ready: generation !== undefined,
      database: { ok: true },
      ...(telemetry && { telemetry }),
      documents: {
        state: generation ? 'ready' : unready,
        generation: generation?.generation,
        builtAt: generation?.builtAt,
        build: build && hideProblems(build),
      },
    };
  } catch (error) {
    options.logger.warn(
      `The document base cannot be read: ${stringifyError(error)}`,
    );
    return unavailable(
      knowledge.problem() ?? {
        reason: 'The database does not answer',
        remedy: 'The log of the backend says why',
      },
    );
  }
}

/** How fresh the telemetry is; nothing while none was ever read. */
async function readTelemetry({
  knowledge,
}: RouterOptions): Promise<Readiness['telemetry']> {
  const signal = AbortSignal.timeout(TELEMETRY_MS);
  const { version, at } = await knowledge.telemetry.open({ signal });
  return at === undefined
    ? undefined
    : { version, at: new Date(at).toISOString() };
}
