import { resourceEvidence } from '../../findings/evidence';
import { conditionOf, conditionsOf } from '../../kubernetes/pod';
import { asNumber, asTime, compareText, dig } from '../../snapshot/json';
import { toRef } from '../../snapshot/owners';
import { describeCommand, quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import type { ResourceVersion } from '../../snapshot/SnapshotInput';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'job-failed': [
    'the job failed as often as it may',
    'задание исчерпало попытки и завершилось с ошибкой',
  ],
  'job-deadline-exceeded': [
    'the job took longer than it may',
    'задание не уложилось в отведённое время',
  ],
  'cronjob-never-succeeds': [
    'the last runs all failed',
    'последние запуски завершились с ошибкой',
  ],
});

const DAY = 24 * 3_600_000;

/** Jobs that failed for good; one whose next run succeeded is over. */
export const jobs: Analyzer = {
  id: 'kubernetes/jobs',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const job of snapshot.list('Job')) {
      const failed = conditionsOf(job).find(
        ({ type, status }) =>
          /^Fail(ed|ureTarget)$/.test(type) && status === 'True',
      );
      if (failed && !wasFollowedBySuccess(snapshot, job)) {
        const deadline = failed.reason === 'DeadlineExceeded';
        yield describe(job, {
          cause: deadline ? 'job-deadline-exceeded' : 'job-failed',
          text: [failed.reason, failed.message].filter(Boolean).join(': '),
          since: failed.at,
          // a job that failed days ago and was not run again is history
          severity:
            failed.at !== undefined && snapshot.at - failed.at > DAY
              ? 'warning'
              : 'error',
          directness: deadline ? 'direct' : 'symptom',
        });
      }
    }
    for (const cron of snapshot.list('CronJob')) {
      const last = asTime(dig(cron.body, 'status', 'lastSuccessfulTime'));
      const runs = runsOf(snapshot, cron).slice(-3);
      if (
        runs.length === 3 &&
        runs.every(run => conditionOf(run, 'Failed')?.status === 'True') &&
        (last ?? 0) < startOf(runs[0])
      ) {
        yield describe(cron, {
          cause: 'cronjob-never-succeeds',
          text: runs.map(({ name }) => name).join(', '),
          since: startOf(runs[0]),
          severity: 'error',
          directness: 'symptom',
        });
      }
    }
  },
};

function startOf(job: ResourceVersion): number {
  return (
    asTime(dig(job.body, 'status', 'startTime')) ??
    asTime(dig(job.body, 'metadata', 'creationTimestamp')) ??
    job.validFrom
  );
}

function runsOf(snapshot: Snapshot, cron: ResourceVersion): ResourceVersion[] {
  return snapshot
    .list('Job')
    .filter(job => snapshot.ownersOf(job)[0] === cron)
    .sort((a, b) => startOf(a) - startOf(b) || compareText(a.name, b.name));
}

function wasFollowedBySuccess(
  snapshot: Snapshot,
  job: ResourceVersion,
): boolean {
  const owner = snapshot.ownersOf(job)[0];
  return (
    owner !== undefined &&
    snapshot
      .list('Job')
      .some(
        other =>
          snapshot.ownersOf(other)[0] === owner &&
          startOf(other) > startOf(job) &&
          (asNumber(dig(other.body, 'status', 'succeeded')) ?? 0) > 0,
      )
  );
}

function describe(
  version: ResourceVersion,
  told: {
    cause: Parameters<typeof causes.title>[0];
    text: string;
    since?: number;
    severity: Candidate['severity'];
    directness: Candidate['directness'];
  },
): Candidate {
  const text = quote(told.text);
  const state = resourceEvidence(
    version,
    say(
      `${version.kind} ${version.name}: ${text}`,
      `${version.kind} ${version.name}: ${text} (неудача)`,
    ),
    told.since,
  );
  return {
    cause: told.cause,
    subject: toRef(version),
    title: causes.title(told.cause, version.name),
    severity: told.severity,
    directness: told.directness,
    reasons: [
      {
        text: say(`Kubernetes says: ${text}.`, `Kubernetes сообщает: ${text}.`),
        evidence: [state.id],
      },
    ],
    evidence: [state],
    since: told.since,
    activeWhile: 'always',
    explains:
      told.cause === 'cronjob-never-succeeds'
        ? ['job-failed', 'pod-failed', 'crash-loop']
        : ['pod-failed', 'crash-loop'],
    nextChecks: [
      {
        text: say(
          'See how its last pod ended.',
          'Посмотреть, чем закончился последний под.',
        ),
        command: describeCommand(version),
      },
    ],
  };
}
