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

  router.get('/overview', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { entityRef, language } = parseInput(querySchema, req.query);
    const [reader, canManageBase] = await Promise.all([
      askers.resolve({ credentials, signal: abortOnClose(res) }),
      isAllowed({
        permissions,
        permission: assistantBaseManagePermission,
        credentials,
      }),
    ]);
    res.json({
      ...overview.read({ ...reader, language, entityRef, canManageBase }),
      onCall: accessGrants.isOnCall(reader.asker),
      accessGrants: await accessGrants.ofOwned(reader),
    });
  });
}
