import { createHash } from 'node:crypto';
import type { Json } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  ResourceRecord,
  ResourceWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  type TelemetryRedactor,
  isObject,
  readTime,
  trimObject,
} from '../normalize';

const MAX_OBJECTS = 200_000;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Turns objects as they are read into the states that are worth keeping. */
export class ResourceStates {
  readonly #redactor: TelemetryRedactor;
  readonly #last = new Map<string, { hash: string; validFrom: number }>();

  constructor(redactor: TelemetryRedactor) {
    this.#redactor = redactor;
  }

  /**
   * The state of an object with the number of redactions; `changed` says that it is not the one that
   * was seen before.
   *
   * A state is dated by the newest time that it tells of itself, since it is read some time after it
   * came about.
   */
  next(
    record: ResourceRecord,
    workloadKey: string | undefined,
  ): { write: ResourceWrite; redactions: number; changed: boolean } {
    const { body, redactions } = trimObject(
      record.objectKind,
      record.body,
      text => this.#redactor.redact(text),
    );
    const deleted = record.deleted ?? false;
    const hash = createHash('sha256')
      .update(stableJson(body))
      .update(deleted ? 'deleted' : '')
      .digest('hex')
      .slice(0, 32);
    const key = [
      record.system,
      record.instance,
      record.objectKind,
      record.namespace ?? '',
      record.name,
    ].join('|');
    const last = this.#last.get(key);
    const changed = last?.hash !== hash;
    const validFrom = changed
      ? dateState({ told: newestTime(body, record.at), last, record, deleted })
      : last.validFrom;
    this.#remember(key, { hash, validFrom });
    return {
      redactions,
      changed,
      write: {
        system: record.system,
        instance: record.instance,
        kind: record.objectKind,
        namespace: record.namespace,
        name: record.name,
        uid: record.uid,
        workloadKey,
        validFrom,
        deleted,
        body,
        hash,
      },
    };
  }

  #remember(key: string, state: { hash: string; validFrom: number }) {
    this.#last.delete(key);
    this.#last.set(key, state);
    if (this.#last.size > MAX_OBJECTS) {
      const [oldest] = this.#last.keys();
      this.#last.delete(oldest);
    }
  }

  /** Forgets all that was seen: after versions were hidden, states count as new again. */
  forget(): void {
    this.#last.clear();
  }
}

function dateState(options: {
  told: number | undefined;
  last: { validFrom: number } | undefined;
  record: ResourceRecord;
  deleted: boolean;
}): number {
  const { told, last, record, deleted } = options;
  return deleted || told === undefined || (last && told <= last.validFrom)
    ? record.at
    : told;
}

/** Newest time anywhere in an object that is not after `at`. */
function newestTime(value: Json | undefined, at: number): number | undefined {
  if (typeof value === 'string') {
    const time = TIME.test(value) ? readTime(value) : undefined;
    return time !== undefined && time <= at ? time : undefined;
  }
  return partsOf(value).reduce<number | undefined>((newest, part) => {
    const time = newestTime(part, at);
    return time === undefined || (newest !== undefined && newest >= time)
      ? newest
      : time;
  }, undefined);
}

function partsOf(value: Json | undefined): readonly (Json | undefined)[] {
  if (Array.isArray(value)) {
    return value;
  }
  return isObject(value) ? Object.values(value) : [];
}

/** JSON with sorted keys: systems do not keep the order of theirs. */
function stableJson(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map(stableJson).join(',')}]`;
  }
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries
      .map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
