import {
  type Analyzer,
  type Candidate,
  type Evidence,
  type ResourceVersion,
  type Snapshot,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { z } from 'zod';

const WEEK = 7 * 24 * 3_600_000;

const pausedSchema = z.object({
  spec: z.object({ suspend: z.literal(true) }),
  status: z.object({ lastScheduleTime: z.string().datetime() }),
});

const title = {
  en: 'Paused for more than a week, perhaps forgotten',
  ru: 'На паузе больше недели — возможно, о нём забыли',
};

/** CronJobs that somebody paused and nobody woke up again. */
export const pausedCronJobs: Analyzer = {
  id: 'shop/paused-cron-jobs',
  causes: [{ cause: 'cronjob-paused', title }],
  *analyze(snapshot) {
    for (const job of snapshot.list('CronJob')) {
      const paused = pausedSchema.safeParse(job.body);
      const last = Date.parse(paused.data?.status.lastScheduleTime ?? '');
      if (snapshot.at - last > WEEK) {
        yield describe(job, last, snapshot);
      }
    }
  },
};

function describe(
  job: ResourceVersion,
  last: number,
  snapshot: Snapshot,
): Candidate {
  const day = new Date(last).toISOString().slice(0, 10);
  const evidence: Evidence = {
    id: `resource:${refKey(job)}@${job.validFrom}`,
    source: 'resource',
    at: job.seenAt ?? snapshot.at,
    text: {
      en: `spec.suspend is true, the last run was on ${day}`,
      ru: `spec.suspend равно true, последний запуск был ${day}`,
    },
    subject: job,
  };
  return {
    cause: 'cronjob-paused',
    subject: job,
    title: {
      en: `${job.name}: paused for more than a week`,
      ru: `${job.name}: на паузе больше недели`,
    },
    severity: 'warning',
    directness: 'direct',
    since: last,
    reasons: [{ text: evidence.text, evidence: [evidence.id] }],
    evidence: [evidence],
    // being paused is the fault itself: no sick pod has to prove it
    activeWhile: 'always',
  };
}
