import { accessGrantRequestSchema } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import { askerOf } from './askerOf';
import { audited } from './audited';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

const idSchema = z.string().uuid();

/** People on call open an entity in full for a time, and close it again. */
export function addAccessRoutes(router: Router, options: RouterOptions) {
  const { accessGrants, auditor } = options;

  router.get('/access/grants', async (req, res) => {
    const reader = await askerOf(options, req, res);
    res.json({ items: await accessGrants.list(reader) });
  });

  router.post('/access/grants', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const wish = parseInput(accessGrantRequestSchema, req.body);
    const grant = await audited(
      auditor,
      {
        eventId: 'access-open',
        severityLevel: 'high',
        request: req,
        meta: { ...wish },
      },
      () => accessGrants.open(reader, wish),
    );
    res.status(201).json(grant);
  });

  router.delete('/access/grants/:id', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const id = parseInput(idSchema, req.params.id);
    await audited(
      auditor,
      {
        eventId: 'access-close',
        severityLevel: 'medium',
        request: req,
        meta: { grantId: id },
      },
      () => accessGrants.close(reader, id),
    );
    res.status(204).end();
  });
}
