import {
  conversationQuerySchema,
  conversationUpdateSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import { askerOf } from './askerOf';
import { audited } from './audited';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

const idSchema = z.string().uuid();

/** Conversations of the caller, and nobody else's. */
export function addConversationRoutes(router: Router, options: RouterOptions) {
  addReadingRoutes(router, options);
  addChangingRoutes(router, options);
}

function addReadingRoutes(router: Router, options: RouterOptions) {
  const { conversations } = options;

  router.get('/conversations', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const query = parseInput(conversationQuerySchema, req.query);
    res.json(
      await conversations.list(reader, {
        ...query,
        search: query.search || undefined,
      }),
    );
  });

  router.get('/conversations/:id', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const id = parseInput(idSchema, req.params.id);
    res.json(await conversations.get(reader, id));
  });

  router.get('/conversations/:id/export', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const id = parseInput(idSchema, req.params.id);
    const text = await conversations.export(reader, id);
    res.set('Content-Disposition', 'attachment; filename="conversation.md"');
    res.type('text/markdown; charset=utf-8').send(text);
  });
}

function addChangingRoutes(router: Router, options: RouterOptions) {
  const { conversations, auditor } = options;

  router.patch('/conversations/:id', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const update = parseInput(conversationUpdateSchema, req.body);
    const id = parseInput(idSchema, req.params.id);
    res.json(await conversations.update(reader, id, update));
  });

  router.delete('/conversations/:id', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const id = parseInput(idSchema, req.params.id);
    await audited(
      auditor,
      { eventId: 'conversation-delete', severityLevel: 'low', request: req },
      () => conversations.delete(reader.asker.userRef, id),
    );
    res.status(204).end();
  });
}
