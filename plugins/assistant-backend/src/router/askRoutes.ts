import {
  askRequestSchema,
  assistantAskPermission,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Response, Router } from 'express';
import { TooManyQuestionsError } from '../ask/TooManyQuestionsError';
import { abortOnClose } from './abortOnClose';
import { audited } from './audited';
import { authorize } from './authorize';
import { checkWindow } from './checkWindow';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';
import { writeAnswerStream } from './writeAnswerStream';

/** `POST /ask`. */
export function addAskRoutes(router: Router, options: RouterOptions) {
  const { httpAuth, permissions, auditor, ask, now } = options;

  router.post('/ask', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const event = {
      eventId: 'ask',
      severityLevel: 'low',
      request: req,
    } as const;
    await audited(auditor, event, async () => {
      await authorize({
        permissions,
        permission: assistantAskPermission,
        credentials,
      });
      const request = parseInput(askRequestSchema, req.body);
      checkWindow(request, now());
      const signal = abortOnClose(res);
      const events = ask.ask({ request, credentials, signal });
      await withRetryAfter(res, () =>
        writeAnswerStream(res, events, { signal }),
      );
    });
  });
}

/** A refusal says in a header as well when to come back. */
async function withRetryAfter(res: Response, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (error instanceof TooManyQuestionsError) {
      res.setHeader('Retry-After', String(error.retryAfterSeconds));
    }
    throw error;
  }
}
