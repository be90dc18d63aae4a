import { readLogMessage, type LogReading } from '../../causes/logMessage';
import { logEvidence } from '../../findings/evidence';
import { isUnhealthy } from '../../kubernetes/health';
import {
  refKey,
  type LogSignal,
  type ResourceRef,
} from '../../snapshot/SnapshotInput';
import { quote, say } from '../../wording';
import { defineCauses } from '../defineCauses';
import { calleesOf } from './calleesOf';
import { trendOf, type SignalTrend } from './signalTrend';
import type { Analyzer, Candidate } from '../Analyzer';
import type { Snapshot } from '../../snapshot/Snapshot';

const causes = defineCauses({
  'application-out-of-memory': [
    'the application runs out of memory',
    'приложению не хватает памяти',
  ],
  'disk-full': ['its disk is full', 'закончилось место на диске'],
  'filesystem-read-only': [
    'its file system is read-only',
    'файловая система доступна только для чтения',
  ],
  'database-read-only': [
    'the database accepts no writes',
    'база данных не принимает запись',
  ],
  'too-many-connections': ['no connection is left', 'закончились соединения'],
  'authentication-failing': [
    'its credentials are refused',
    'учётные данные не принимаются',
  ],
  'certificate-invalid': [
    'a certificate is not accepted',
    'сертификат не принимается',
  ],
  'schema-missing': [
    'a table or column that it needs does not exist',
    'нужной таблицы или столбца не существует',
  ],
  'module-missing': [
    'a module that it needs is not in the image',
    'в образе нет нужного модуля',
  ],
  'port-in-use': ['its port is already in use', 'его порт уже занят'],
  'rbac-forbidden': [
    'its service account lacks a right',
    'сервисному аккаунту не хватает прав',
  ],
  'permission-denied': [
    'it may not do what it needs to',
    'ему не хватает прав доступа',
  ],
  'dns-resolution-failing': [
    'a host name cannot be resolved',
    'имя узла не разрешается в DNS',
  ],
  'dependency-unreachable': [
    'something that it calls cannot be reached',
    'вызываемый сервис недоступен',
  ],
  'dependency-timeout': [
    'calls time out',
    'вызовы не укладываются в отведённое время',
  ],
  'dependency-failing': [
    'something that it calls answers with errors',
    'вызываемый сервис отвечает ошибками',
  ],
  'log-errors-rising': [
    'errors in the log are new or have risen',
    'в журнале появились новые ошибки или их стало больше',
  ],
  'logs-vanished': [
    'lines that it always wrote have stopped',
    'в журнале перестали появляться обычные строки',
  ],
});

type Cause = Parameters<typeof causes.title>[0];

const ABOUT_OTHERS = /^dependency-|^dns-|^too-many/;
/** Fewer lines than this of a workload that runs well are passing. */
const LASTING = { count: 10, spread: 3 };
const USUAL_LINES = 20;

/** Log templates that are new or surge, read by what programs write for the same few failures. */
export const logMessages: Analyzer = {
  id: 'logs/messages',
  causes: causes.descriptions,
  *analyze(snapshot) {
    for (const [top, signals] of byWorkload(snapshot)) {
      const knownFrom = Math.min(
        ...signals.map(({ firstSeen, windows }) =>
          Math.min(firstSeen, windows[0]?.at ?? firstSeen),
        ),
      );
      const ill = isUnhealthy(snapshot, top);
      for (const signal of signals) {
        const candidate = judge(snapshot, {
          top,
          signal,
          ill,
          trend: trendOf(signal, snapshot.at, knownFrom),
        });
        if (candidate) {
          yield candidate;
        }
      }
    }
  },
};

function byWorkload(snapshot: Snapshot): Array<[ResourceRef, LogSignal[]]> {
  const groups = new Map<string, [ResourceRef, LogSignal[]]>();
  for (const signal of snapshot.input.logs) {
    const top = snapshot.topOwnerOf(signal.workload);
    const group = groups.get(refKey(top)) ?? [top, []];
    group[1].push(signal);
    groups.set(refKey(top), group);
  }
  return [...groups.values()];
}

interface Told {
  top: ResourceRef;
  signal: LogSignal;
  ill: boolean;
  trend: SignalTrend;
}

function judge(snapshot: Snapshot, told: Told): Candidate | undefined {
  const { signal, trend, ill } = told;
  if (trend.direction === 'vanished' && trend.z < -USUAL_LINES / 4) {
    return describe(snapshot, told, 'logs-vanished', undefined, 'info');
  }
  const loud = signal.severity === 'error' || signal.severity === 'fatal';
  const risen = trend.direction === 'new' || trend.direction === 'rising';
  if (trend.count === 0 || !(risen || (ill && trend.direction === 'unknown'))) {
    return undefined;
  }
  const reading =
    signal.severity === 'info' || signal.severity === 'debug'
      ? undefined
      : readLogMessage(signal.sample.text);
  if (!reading) {
    return loud
      ? describe(snapshot, told, 'log-errors-rising', undefined, 'info')
      : undefined;
  }
  const lasts =
    trend.count >= LASTING.count &&
    trend.spread >= LASTING.spread &&
    snapshot.at - signal.lastSeen < 3 * 60_000;
  if (!ill && !lasts) {
    return describe(snapshot, told, reading.cause, reading, 'info');
  }
  return describe(
    snapshot,
    told,
    reading.cause,
    reading,
    ill ? 'error' : 'warning',
  );
}

function describe(
  snapshot: Snapshot,
  { top, signal, trend }: Told,
  cause: Cause,
  reading: LogReading | undefined,
  severity: Candidate['severity'],
): Candidate {
  const evidence = logEvidence(signal);
  const callees =
    reading && ABOUT_OTHERS.test(cause) ? calleesOf(snapshot, top, signal) : [];
  const target = reading?.host
    ? `${reading.host}${reading.port ? `:${reading.port}` : ''}`
    : reading?.what;
  const shown = target && quote(target, 80);
  const isNew = trend.direction === 'new';
  return {
    cause,
    subject: top,
    title: causes.title(cause, top.name, shown ? say(shown, shown) : undefined),
    severity,
    // a line about others tells whom it could not reach, not why
    directness:
      severity === 'info' || !reading || ABOUT_OTHERS.test(cause)
        ? 'symptom'
        : 'inferred',
    reasons: [
      {
        text: say(
          `${isNew ? 'A new log line' : 'A log line'}, ${
            trend.count
          } times in 10 minutes: ${quote(signal.sample.text, 160)}`,
          `${isNew ? 'Новая строка журнала' : 'Строка журнала'}, ${
            trend.count
          } раз за 10 минут: ${quote(signal.sample.text, 160)}`,
        ),
        evidence: [evidence.id],
      },
    ],
    evidence: [evidence],
    since: trend.began,
    activeWhile: 'always',
    pointsAt: callees,
    explains:
      reading && severity !== 'info' && !ABOUT_OTHERS.test(cause)
        ? [
            'crash-loop',
            'init-container-failing',
            'container-completes',
            'readiness-probe-failing',
            'liveness-probe-failing',
            'pod-not-ready',
            'log-errors-rising',
          ]
        : [],
    nextChecks:
      callees.length > 0
        ? [
            {
              text: say(
                `See whether ${callees[0].name} answers.`,
                `Проверить, отвечает ли ${callees[0].name}.`,
              ),
            },
          ]
        : [],
    values: {
      ...(reading?.host && { host: reading.host }),
      ...(reading?.port && { port: String(reading.port) }),
      ...(signal.sample.pod && { pod: signal.sample.pod }),
    },
  };
}
