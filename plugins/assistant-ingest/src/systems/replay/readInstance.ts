import { basename, join } from 'node:path';
import { InputError } from '@backstage/errors';
import type { Json } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  DeadLetter,
  LogRecord,
  TelemetryRecord,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  kubernetesRecords,
  prometheusRecords,
  readMessage,
  readPath,
  readText,
  readTime,
  readTexts,
  textLog,
} from '../../normalize';
import type { Frame } from './Recording';
import { type IncidentFile, parseJson } from './incidentFile';
import { kindOfFile, splitTime } from './kindOfFile';
import type { IncidentFolder } from './readIncident';

/** Lines and points are cut into stretches of this length, in milliseconds. */
const STRETCH_MS = 10_000;

interface Reading {
  tree: IncidentFolder;
  path: string;
  instance: string;
  incident: IncidentFile;
  warnings: string[];
}

/** Reads all that was recorded of one cluster. */
export async function readInstance(reading: Reading): Promise<Frame[]> {
  const { tree, path } = reading;
  const frames: Frame[] = [];
  for (const file of await tree.files(join(path, 'kubernetes'))) {
    frames.push(...(await readObjects(file, reading)));
  }
  let records: TelemetryRecord[] = [];
  const deadLetters: DeadLetter[] = [];
  for (const file of await tree.files(
    join(path, 'kubernetes', 'logs'),
    /\.log$/,
  )) {
    // a list may be longer than a call can have arguments
    records = records.concat(await readContainerLog(file, reading));
  }
  for (const file of await tree.files(join(path, 'logs'), /\.ndjson$/)) {
    await readDocuments(file, reading, { records, deadLetters });
  }
  for (const file of await tree.files(join(path, 'prometheus'), /\.json$/)) {
    const answer = await readAnswer(file, reading);
    records = records.concat(answer.records);
    frames.push(...answer.frames);
  }
  return [...frames, ...stretches(records, deadLetters)];
}

async function readObjects(file: string, reading: Reading): Promise<Frame[]> {
  const { tree, incident, instance, warnings } = reading;
  const match = /^(.*)\.json$/.exec(basename(file));
  if (!match) {
    warnings.push(`${tree.nameOf(file)} is not read: it is no .json`);
    return [];
  }
  const { name, time } = splitTime(match[1]);
  const at = time === undefined ? incident.now : readTime(time);
  if (at === undefined) {
    warnings.push(`${tree.nameOf(file)} is not read: "${time}" is no time`);
    return [];
  }
  const kind = kindOfFile(name);
  const list = parseJson((await tree.read(file)) ?? '', tree.nameOf(file));
  const { records, malformed } = kubernetesRecords(list, {
    instance,
    at,
    kind,
  });
  const kinds = new Set(records.map(({ objectKind }) => objectKind));
  if (kind !== undefined) {
    kinds.add(kind);
  }
  // events go away by themselves: that one is not listed any more does not end what it told
  kinds.delete('Event');
  return [
    {
      at,
      records,
      complete: [...kinds].map(found => `${instance}/${found}`),
      deadLetters: malformed.map(({ index, reason }) => ({
        at,
        source: tree.nameOf(file),
        reason: `item ${index} ${reason}`,
        excerpt: '',
      })),
    },
  ];
}

/** `<namespace>_<pod>_<container>[_previous].log`; none of the three holds an underscore. */
async function readContainerLog(
  file: string,
  { tree, incident, instance, warnings }: Reading,
): Promise<LogRecord[]> {
  const parts = basename(file, '.log').split('_');
  if (parts.length < 3) {
    warnings.push(
      `${tree.nameOf(
        file,
      )} is not read: its name is not <namespace>_<pod>_<container>`,
    );
    return [];
  }
  const [namespace, pod, container] = parts;
  const origin = { instance, system: 'kubernetes', namespace, pod, container };
  const lines = ((await tree.read(file)) ?? '').split('\n');
  let at = incident.now;
  return lines.flatMap(line => {
    if (line.trim() === '') {
      return [];
    }
    const read = line.startsWith('{')
      ? readMessage(line, { instance, at: incident.now })
      : undefined;
    const structured =
      read && 'records' in read
        ? read.records.find((r): r is LogRecord => r.kind === 'log')
        : undefined;
    const record =
      structured === undefined
        ? textLog(line, { origin, at, stream: file })
        : { ...structured, origin: { ...structured.origin, ...origin } };
    // a line without a time belongs to the one before it
    at = record.at;
    return [record];
  });
}

async function readDocuments(
  file: string,
  { tree, incident, instance }: Reading,
  into: { records: TelemetryRecord[]; deadLetters: DeadLetter[] },
): Promise<void> {
  const lines = ((await tree.read(file)) ?? '').split('\n');
  lines.forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    const read = readMessage(line, { instance, at: incident.now });
    if ('records' in read) {
      for (const record of read.records) {
        into.records.push(record);
      }
      return;
    }
    if (/is none$/.test(read.reason)) {
      throw new InputError(
        `${tree.nameOf(file)}, line ${index + 1}, ${
          read.reason
        }: mend or remove it`,
      );
    }
    into.deadLetters.push({
      at: incident.now,
      source: tree.nameOf(file),
      reason: `line ${index + 1} ${read.reason}`,
      excerpt: line.slice(0, 200),
    });
  });
}

async function readAnswer(
  file: string,
  { tree, incident, instance }: Reading,
): Promise<{ records: TelemetryRecord[]; frames: Frame[] }> {
  const { name, time } = splitTime(basename(file, '.json'));
  const answer = parseJson((await tree.read(file)) ?? '', tree.nameOf(file));
  const at = readTime(time) ?? incident.now;
  if (name === 'alerts' || name === 'rules') {
    const records = name === 'alerts' ? alertsOf(answer, instance, at) : [];
    return {
      records: [],
      frames: [
        { at, records, deadLetters: [], complete: [`${instance}/Alert`] },
      ],
    };
  }
  return { records: prometheusRecords(answer, { instance, name }), frames: [] };
}

/** Alerts are states: of a name with its labels. */
function alertsOf(
  answer: Json,
  instance: string,
  at: number,
): TelemetryRecord[] {
  const alerts = readPath(answer, 'data.alerts');
  return (Array.isArray(alerts) ? alerts : []).flatMap(
    (alert): TelemetryRecord[] => {
      const labels = readTexts(alert, 'labels') ?? {};
      const { alertname, ...rest } = labels;
      const suffix = Object.entries(rest)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key}=${value}`)
        .join(',');
      return alertname === undefined
        ? []
        : [
            {
              kind: 'resource',
              at,
              system: 'prometheus',
              instance,
              objectKind: 'Alert',
              namespace: labels.namespace,
              name: `${alertname}{${suffix}}`.slice(0, 500),
              body: {
                labels,
                annotations: readTexts(alert, 'annotations') ?? {},
                state: readText(alert, 'state') ?? 'firing',
                activeAt: readText(alert, 'activeAt') ?? null,
                value: readText(alert, 'value') ?? null,
              },
            },
          ];
    },
  );
}

/** Cuts lines and points into frames of a few seconds, in the order of their time. */
function stretches(
  records: readonly TelemetryRecord[],
  deadLetters: readonly DeadLetter[],
): Frame[] {
  const buckets = new Map<number, TelemetryRecord[]>();
  for (const record of records) {
    const bucket = Math.floor(record.at / STRETCH_MS);
    const found = buckets.get(bucket);
    if (found) {
      found.push(record);
    } else {
      buckets.set(bucket, [record]);
    }
  }
  const frames: Frame[] = [...buckets].map(([bucket, found]) => ({
    // when its last record is told
    at: found.reduce((last, { at }) => Math.max(last, at), bucket * STRETCH_MS),
    records: [...found].sort((a, b) => a.at - b.at),
    deadLetters: [],
    complete: [],
  }));
  if (deadLetters.length > 0) {
    frames.push({
      at: deadLetters[0].at,
      records: [],
      deadLetters,
      complete: [],
    });
  }
  return frames;
}
