import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  entityRefSchema,
  findingHandlingRequestSchema,
  languageSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import { abortOnClose } from './abortOnClose';
import { askerOf } from './askerOf';
import { audited } from './audited';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

/** The portal may run in a language that findings are not written in. */
const language = languageSchema.catch('en').default('en');
const querySchema = z.object({ entityRef: entityRefSchema, language });
const handlingQuerySchema = z.object({ language });
const idSchema = z.string().regex(/^[\w./:-]{1,300}$/, 'is no id of a finding');

/** The state of an entity before anything is asked, and what people do about findings. */
export function addDiagnosisRoutes(router: Router, options: RouterOptions) {
  const { auditor, entityDiagnosis, findingHandling } = options;

  router.get('/entity-diagnosis', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const query = parseInput(querySchema, req.query);
    res.json(
      await entityDiagnosis.read(reader, {
        ...query,
        signal: abortOnClose(res),
      }),
    );
  });

  router.post('/findings/:id/handling', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const id = parseInput(idSchema, req.params.id);
    const query = parseInput(handlingQuerySchema, req.query);
    const request = parseInput(findingHandlingRequestSchema, req.body);
    const finding = await audited(
      auditor,
      {
        eventId: 'finding-handle',
        severityLevel: 'medium',
        request: req,
        meta: { findingId: id, action: request.action },
      },
      async () => {
        const handled = await findingHandling.handle(reader, {
          id,
          request,
          language: query.language,
        });
        if (handled === 'unknown') {
          throw new NotFoundError(
            'There is no such finding any more; look at the present ones',
          );
        }
        if (handled === 'forbidden') {
          throw new NotAllowedError(
            'Only those who see this entity in full, such as its owners, handle its findings. Ask one of them.',
          );
        }
        return handled;
      },
    );
    res.json(finding);
  });
}
