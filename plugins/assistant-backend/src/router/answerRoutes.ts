import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnswerEvent,
  feedbackRequestSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import type { Asker } from '../ask/stages';
import { abortOnClose } from './abortOnClose';
import { askerOf } from './askerOf';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';
import { writeAnswerStream } from './writeAnswerStream';

/** How often a running answer is looked at for events of another replica. */
const POLL_MS = 200;
/** Longest time that one request follows a running answer. */
const MAX_FOLLOW_MS = 10 * 60_000;

const afterSchema = z.coerce.number().int().min(-1).max(1_000_000).default(-1);
const idSchema = z.string().uuid();

/** Single answers: read, follow, stop, rate. */
export function addAnswerRoutes(router: Router, options: RouterOptions) {
  const { conversations, ask } = options;

  router.get('/answers/:answerId', async (req, res) => {
    const { asker } = await askerOf(options, req, res);
    res.json(
      await conversations.getAnswer(
        asker,
        parseInput(idSchema, req.params.answerId),
      ),
    );
  });

  router.get('/answers/:answerId/events', async (req, res) => {
    const { asker } = await askerOf(options, req, res);
    const answerId = parseInput(idSchema, req.params.answerId);
    // a browser that reconnects by itself says in a header where it was
    const after = parseInput(
      afterSchema,
      req.query.after ?? req.get('last-event-id'),
    );
    const signal = abortOnClose(res);
    const events = follow(options, { asker, answerId, after, signal });
    await writeAnswerStream(res, events, { signal });
  });

  router.post('/answers/:answerId/stop', async (req, res) => {
    const { asker } = await askerOf(options, req, res);
    const answerId = parseInput(idSchema, req.params.answerId);
    await conversations.stop(asker, answerId);
    ask.stop(answerId);
    res.status(204).end();
  });

  router.post('/answers/:answerId/feedback', async (req, res) => {
    const { asker } = await askerOf(options, req, res);
    const feedback = parseInput(feedbackRequestSchema, req.body);
    await conversations.sendFeedback(
      asker,
      parseInput(idSchema, req.params.answerId),
      feedback,
    );
    res.status(204).end();
  });
}

/** Events of an answer that this or another replica writes, as they come. */
async function* follow(
  { conversations }: RouterOptions,
  options: {
    asker: Asker;
    answerId: string;
    after: number;
    signal: AbortSignal;
  },
): AsyncGenerator<AnswerEvent, void> {
  const { asker, answerId, signal } = options;
  const until = Date.now() + MAX_FOLLOW_MS;
  let after = options.after;
  while (Date.now() < until) {
    const { events, running } = await conversations.readEvents(asker, {
      answerId,
      after,
    });
    yield* events;
    after = events.at(-1)?.sequence ?? after;
    if (!running || events.at(-1)?.type === 'answer-end') {
      return;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}
