import type {
  DeadLetter,
  TelemetryPage,
  TelemetryRecord,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { type TelemetryRedactor, readMessage } from '../normalize';

const EXCERPT = 500;
/** Times that a `Date` can hold. */
const LATEST = 8_640_000_000_000_000;

/** A page as a pipeline is given it: without its position, with what its messages need to be read. */
export type PageInput = Omit<TelemetryPage, 'next' | 'more'> & {
  /** Where the page came from; needed when it has messages. */
  from?: { source: string; instance: string; at: number };
};

/**
 * Reads the messages of a page, beside the records that it has already.
 *
 * What cannot be read becomes a dead letter, and so does a record without a time: neither may ever
 * stop the page, since it would be read again for ever.
 */
export function readPage(
  page: PageInput,
  redactor: TelemetryRedactor,
): { records: TelemetryRecord[]; deadLetters: DeadLetter[] } {
  const { source = 'unknown', instance = 'unknown', at = 0 } = page.from ?? {};
  const records: TelemetryRecord[] = [];
  const deadLetters = [...page.deadLetters];
  const refuse = (text: string, reason: string) => {
    // cut first: a secret at the cut is then found as it stands, and nothing long is searched
    const excerpt = redactor.redact(text.slice(0, EXCERPT)).text;
    deadLetters.push({ at, source, reason, excerpt });
  };
  const take = (record: TelemetryRecord) => {
    const time = Math.round(record.at);
    if (Math.abs(time) <= LATEST) {
      records.push(time === record.at ? record : { ...record, at: time });
    } else {
      refuse(describe(record), `has the time ${record.at}`);
    }
  };
  page.records.forEach(take);
  for (const text of page.messages ?? []) {
    const message = read(text, { instance, at });
    if ('reason' in message) {
      refuse(text, message.reason);
    } else {
      message.records.forEach(take);
    }
  }
  return { records, deadLetters };
}

function read(text: string, options: { instance: string; at: number }) {
  try {
    return readMessage(text, options);
  } catch (error) {
    return { reason: `could not be read: ${error}`.slice(0, EXCERPT) };
  }
}

function describe(record: TelemetryRecord): string {
  switch (record.kind) {
    case 'log':
      return record.body;
    case 'change':
      return record.summary;
    case 'resource':
      return `${record.objectKind} ${record.namespace ?? ''}/${record.name}`;
    default:
      return record.name;
  }
}
