import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addAccessRoutes } from './accessRoutes';
import { addAnswerRoutes } from './answerRoutes';
import { addAskRoutes } from './askRoutes';
import { addBaseRoutes } from './baseRoutes';
import { addConversationRoutes } from './conversationRoutes';
import { addDiagnosisRoutes } from './diagnosisRoutes';
import { addOverviewRoutes } from './overviewRoutes';
import { addReadinessRoutes } from './readinessRoutes';
import { addTelemetryRoutes } from './telemetryRoutes';
import type { RouterOptions } from './RouterOptions';

/** The longest question, each character escaped, and a little more. */
const BODY_LIMIT = '128kb';

/** The HTTP API; `openapi/openapi.yaml` describes it. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));
  if (options.role === 'ingest') {
    router.post('/ask', refuseToAnswer);
  } else {
    addAskRoutes(router, options);
  }
  addAnswerRoutes(router, options);
  addConversationRoutes(router, options);
  addOverviewRoutes(router, options);
  addAccessRoutes(router, options);
  addDiagnosisRoutes(router, options);
  addBaseRoutes(router, options);
  addTelemetryRoutes(router, options);
  addReadinessRoutes(router, options);
  const document = readFileSync(
    resolvePackagePath(
      '@smart-assistant/backstage-plugin-assistant-backend',
      'openapi/openapi.yaml',
    ),
  );
  router.get('/openapi.yaml', (_req, res) => {
    res.type('application/yaml').send(document);
  });
  return router;
}

function refuseToAnswer() {
  throw new ServiceUnavailableError(
    'This backend only fills the bases (assistant.role is "ingest"). Ask the backend that serves.',
  );
}
