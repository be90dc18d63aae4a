import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  type BuildProgress,
  type DocumentBaseStatus,
  activateRequestSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { hideProblems, hideStatusProblems } from './hideProblems';
import { manage, mayManage } from './manageBase';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

/**
 * The document base: its generations, builds, and the switch between them.
 *
 * A service may manage as well, with a token that is restricted to this permission: that is how
 * Airflow starts the weekly build.
 */
export function addBaseRoutes(router: Router, options: RouterOptions) {
  const { knowledge } = options;

  router.get('/bases/documents', async (req, res) => {
    const all = await mayManage(options, req);
    const status = await readStatus(options);
    res.json(all ? status : hideStatusProblems(status));
  });

  router.post('/bases/documents/builds', async (req, res) => {
    const build = await manage(options, req, 'base-build-start', by =>
      builderOf(options).start({ trigger: by }),
    );
    res.status(202).json(build);
  });

  router.get('/bases/documents/builds/:buildId', async (req, res) => {
    const all = await mayManage(options, req);
    const { buildId } = req.params;
    // a replica that builds nothing knows of all builds as well
    const build = found(
      await (options.builder
        ? options.builder.get(buildId)
        : knowledge.documents.readBuild(buildId)),
    );
    res.json(all ? build : hideProblems(build));
  });

  router.delete('/bases/documents/builds/:buildId', async (req, res) => {
    const build = await manage(options, req, 'base-build-cancel', () =>
      builderOf(options).cancel(req.params.buildId),
    );
    res.json(found(build));
  });

  router.post('/bases/documents/activate', async (req, res) => {
    await manage(options, req, 'base-activate', () =>
      knowledge.documents.activate(parseInput(activateRequestSchema, req.body)),
    );
    res.json(await readStatus(options));
  });

  router.post('/bases/documents/rollback', async (req, res) => {
    await manage(options, req, 'base-rollback', () =>
      knowledge.documents.rollback(),
    );
    res.json(await readStatus(options));
  });
}

async function readStatus({
  knowledge,
  builder,
  sources,
}: RouterOptions): Promise<DocumentBaseStatus> {
  const [status, build, nextBuildAt] = await Promise.all([
    knowledge.documents.status(),
    builder ? builder.current() : knowledge.documents.readLastBuild(),
    builder?.nextBuildAt(),
  ]);
  return {
    ...status,
    build,
    nextBuildAt: nextBuildAt?.toISOString(),
    sources: [...sources],
  };
}

function builderOf({ builder }: RouterOptions) {
  if (!builder) {
    throw new ServiceUnavailableError(
      'This backend cannot build the document base. Add the ingest module to it, or call the backend that has it.',
    );
  }
  return builder;
}

function found(build: BuildProgress | undefined): BuildProgress {
  if (!build) {
    throw new NotFoundError('There is no such build');
  }
  return build;
}
