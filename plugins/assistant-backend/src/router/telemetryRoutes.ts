import { InputError } from '@backstage/errors';
import {
  type TelemetryBaseStatus,
  telemetryBackRequestSchema,
  telemetryPurgeRequestSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Router } from 'express';
import { z } from 'zod';
import { hideTelemetryProblems } from './hideProblems';
import { manage, mayManage } from './manageBase';
import { parseInput } from './parseInput';
import type { RouterOptions } from './RouterOptions';

const rangeIdSchema = z.coerce.number().int().positive();

/**
 * The telemetry base: how its sources fare, going back to a version, and deleting for good. Findings
 * are judged anew before the answer goes out, so that nobody sees those of what is hidden.
 */
export function addTelemetryRoutes(router: Router, options: RouterOptions) {
  const { knowledge, judge, findings, now } = options;
  const readStatus = (): Promise<TelemetryBaseStatus> =>
    knowledge.telemetry.status({ now: now().getTime() });
  const judgeAnew = async () => {
    await judge.rejudge();
    findings.forget();
    return readStatus();
  };

  router.get('/bases/telemetry', async (req, res) => {
    const all = await mayManage(options, req);
    const status = await readStatus();
    res.json(all ? status : hideTelemetryProblems(status));
  });

  router.post('/bases/telemetry/back', async (req, res) => {
    const status = await manage(options, req, 'telemetry-back', async by => {
      const wish = parseInput(telemetryBackRequestSchema, req.body);
      const version =
        'version' in wish
          ? wish.version
          : await knowledge.telemetry.versionAt(Date.parse(wish.at));
      await knowledge.telemetry.goBack({ version, by, now: now().getTime() });
      return judgeAnew();
    });
    res.json(status);
  });

  router.delete('/bases/telemetry/hidden/:id', async (req, res) => {
    const status = await manage(options, req, 'telemetry-undo', async () => {
      await knowledge.telemetry.undo(parseInput(rangeIdSchema, req.params.id));
      return judgeAnew();
    });
    res.json(status);
  });

  router.post('/bases/telemetry/purge', async (req, res) => {
    const status = await manage(options, req, 'telemetry-purge', async () => {
      await knowledge.telemetry.purge(readConditions(req.body));
      return judgeAnew();
    });
    res.json(status);
  });
}

/** What is to be deleted; everything at once is never meant. */
function readConditions(body: unknown) {
  const { contains, entityRef, from, to } = parseInput(
    telemetryPurgeRequestSchema,
    body,
  );
  const conditions = {
    ...(contains === undefined ? {} : { contains }),
    ...(entityRef === undefined ? {} : { entityRef }),
    ...(from === undefined ? {} : { from: Date.parse(from) }),
    ...(to === undefined ? {} : { to: Date.parse(to) }),
  };
  if (Object.keys(conditions).length === 0) {
    throw new InputError(
      'Name at least one condition (contains, entityRef, from or to): without any everything would be deleted',
    );
  }
  return conditions;
}
