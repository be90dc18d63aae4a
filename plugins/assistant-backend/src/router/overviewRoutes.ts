import { stringifyError } from '@backstage/errors';
import {
  assistantBaseManagePermission,
  entityRefSchema,
  languageSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import { abortOnClose } from './abortOnClose';
import { isAllowed } from './authorize';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

const querySchema = z.object({
  entityRef: entityRefSchema.optional(),
  /** The portal may run in a language that answers are not written in. */
  language: languageSchema.catch('en').default('en'),
});

/** What the chat page shows before the first question. */
export function addOverviewRoutes(router: Router, options: RouterOptions) {
  const { httpAuth, permissions, askers, overview, accessGrants } = options;
  const { health, logger } = options;

  router.get('/overview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRef, language } = parseInput(querySchema, req.query);
    const signal = abortOnClose(res);
    const [reader, canManageBase] = await Promise.all([
      askers.resolve({ credentials, signal }),
      isAllowed({
        permissions,
        permission: assistantBaseManagePermission,
        credentials,
      }),
    ]);
    // the page greets without it where telemetry cannot be read
    const view = await health
      .open({ ...reader, language, signal })
      .catch(error => {
        signal.throwIfAborted();
        logger.warn(`Health could not be read: ${stringifyError(error)}`);
        return undefined;
      });
    res.json({
      ...overview.read({
        ...reader,
        language,
        entityRef,
        canManageBase,
        ...(view && { health: view }),
      }),
      onCall: accessGrants.isOnCall(reader.asker),
      accessGrants: await accessGrants.ofOwned(reader),
    });
  });
}
