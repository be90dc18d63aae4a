import { createHash } from 'node:crypto';
import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { RedactedText } from '../redactionRules';
import { redactSecrets } from '../redactSecrets';
import { isObject } from '../readPath';

/** Longest text that is kept of one field, in characters. */
const MAX_TEXT = 2000;
/** Longest value of a configuration that is kept as it is; of longer ones a hash tells of changes. */
const MAX_CONFIG_VALUE = 300;
const MAX_ENTRIES = 500;

/** Fields that change without meaning anything. */
const NOISE = new Set([
  'managedFields',
  'resourceVersion',
  'generateName',
  'selfLink',
  'lastHeartbeatTime',
  'lastProbeTime',
  'kubectl.kubernetes.io/last-applied-configuration',
  'control-plane.alpha.kubernetes.io/leader',
]);
/** Lists that are long and tell nothing of what is wrong. */
const BULK = new Set([
  'status.images',
  'status.nodeInfo',
  'status.volumesInUse',
]);

export interface TrimmedObject {
  body: JsonObject;
  redactions: number;
}

/**
 * Cuts an object of Kubernetes to what judgements need: no bookkeeping, no values of secrets, no long
 * texts; other texts are redacted.
 */
export function trimObject(
  kind: string,
  object: JsonObject,
  redactText: (text: string) => RedactedText = redactSecrets,
): TrimmedObject {
  let redactions = 0;
  const redact = (text: string) => {
    const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
    // names and numbers are most of an object; only what could hold a secret is looked through
    if (!/[\s=:@]|[\w-]{24}/.test(cut)) {
      return cut;
    }
    const redacted = redactText(cut);
    redactions += redacted.count;
    return redacted.text;
  };
  const visit = (value: Json | undefined, path: string): Json | undefined => {
    if (typeof value === 'string') {
      return redact(value);
    }
    if (Array.isArray(value)) {
      return value
        .slice(0, MAX_ENTRIES)
        .map((item, i) => visitItem(item, `${path}.${i}`) ?? null);
    }
    return isObject(value) ? visitObject(value, path) : value;
  };
  // a value beside the name of a secret is one, whatever it looks like
  const visitItem = (item: Json, path: string) => {
    if (
      isObject(item) &&
      typeof item.name === 'string' &&
      typeof item.value === 'string' &&
      SECRET_NAME.test(item.name)
    ) {
      redactions++;
      return { ...item, value: '[redacted]' };
    }
    return visit(item, path);
  };
  const visitObject = (value: JsonObject, path: string): JsonObject => {
    const kept: Record<string, Json> = {};
    for (const [key, item] of Object.entries(value).slice(0, MAX_ENTRIES)) {
      const below = path ? `${path}.${key}` : key;
      const trimmed =
        NOISE.has(key) || BULK.has(below) ? undefined : visit(item, below);
      if (trimmed !== undefined) {
        kept[key.slice(0, MAX_TEXT)] = trimmed;
      }
    }
    return kept;
  };
  const body = visitObject(withoutContents(kind, object), '');
  return { body, redactions };
}

const SECRET_NAME = /passw|secret|token|api_?key|credential|private_?key/i;

/** Secrets keep their keys; configurations keep short values, and a hash of long ones. */
function withoutContents(kind: string, object: JsonObject): JsonObject {
  if (kind !== 'Secret' && kind !== 'ConfigMap') {
    return object;
  }
  const contents: Record<string, JsonObject> = {};
  for (const field of ['data', 'stringData', 'binaryData']) {
    const data = object[field];
    if (isObject(data)) {
      contents[field] = Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          kind === 'Secret' ? '' : shorten(value),
        ]),
      );
    }
  }
  return { ...object, ...contents };
}

function shorten(value: Json | undefined): Json {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return text.length <= MAX_CONFIG_VALUE
    ? text
    : `[${text.length} characters, sha256 ${createHash('sha256')
        .update(text)
        .digest('hex')
        .slice(0, 12)}]`;
}
