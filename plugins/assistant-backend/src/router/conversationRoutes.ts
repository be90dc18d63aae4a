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
  const { conversations, auditor } = options;

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
    res.json(
      await conversations.get(reader, parseInput(idSchema, req.params.id)),
    );
  });

  router.patch('/conversations/:id', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const update = parseInput(conversationUpdateSchema, req.body);
    res.json(
      await conversations.update(
        reader,
        parseInput(idSchema, req.params.id),
        update,
      ),
    );
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

  router.get('/conversations/:id/export', async (req, res) => {
    const reader = await askerOf(options, req, res);
    const text = await conversations.export(
      reader,
      parseInput(idSchema, req.params.id),
    );
    res.set('Content-Disposition', 'attachment; filename="conversation.md"');
    res.type('text/markdown; charset=utf-8').send(text);
  });
}
