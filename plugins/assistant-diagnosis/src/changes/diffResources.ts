import { asList, asObject, asText, compareText, dig } from '../snapshot/json';
import { quote, say } from '../wording';
import { CHANGE_WEIGHTS, wordChange, type ChangeKind } from './wordChange';
import type { Bilingual } from '../findings/Finding';
import type { Json, JsonObject } from '../snapshot/SnapshotInput';

/** One field that differs between two versions of an object. @public */
export interface FieldChange {
  kind: ChangeKind;
  /** `memory limit 512Mi → 256Mi` */
  text: Bilingual;
  /** Path of the field, array members by their name. */
  path: string;
  /** What it was; never a value of a secret. */
  before?: string;
  after?: string;
}

const MAX_FIELDS = 2_000;
const MAX_CHANGES = 20;

/** What a controller writes, and what says nothing of how something runs. */
const NO_CHANGE =
  /^metadata\.(?!labels\.)|pod-template-hash|controller-uid|last-applied-configuration|^spec\.(nodeName|volumeName|clusterIPs?|healthCheckNodePort)/;

/**
 * Differences of two bodies of one kind that someone may have meant, each in words: image, env,
 * resources, replicas, probes, config, selector, labels and all else of the specification.
 */
export function diffResources(
  kind: string,
  before: JsonObject,
  after: JsonObject,
): FieldChange[] {
  const [old, fresh] = [flatten(kind, before), flatten(kind, after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort(
    compareText,
  );
  const changes: FieldChange[] = [];
  for (const path of paths) {
    if (old.get(path) !== fresh.get(path) && !NO_CHANGE.test(path)) {
      changes.push({
        path,
        before: old.get(path),
        after: fresh.get(path),
        ...wordChange({ path, before: old.get(path), after: fresh.get(path) }),
      });
    }
  }
  return changes.slice(0, MAX_CHANGES);
}

/** Several changes as one sentence part: each text once, what breaks most first. */
export function joinChanges(
  changes: readonly FieldChange[],
  options: { max?: number; first?: readonly ChangeKind[] } = {},
): Bilingual {
  const { max = 3, first = [] } = options;
  const weight = ({ kind }: FieldChange) =>
    CHANGE_WEIGHTS[kind] + (first.includes(kind) ? 1 : 0);
  const heavy = changes.filter(({ kind }) => kind !== 'labels');
  // a release renames its version label as well: that says nothing more
  const telling = heavy.length > 0 ? heavy : changes;
  const texts = new Map(
    [...telling]
      .sort((a, b) => weight(b) - weight(a) || compareText(a.path, b.path))
      .map(({ text }) => [text.en, text]),
  );
  const shown = [...texts.values()].slice(0, max);
  const more = texts.size > max ? ` … (+${texts.size - max})` : '';
  return say(
    shown.map(({ en }) => en).join('; ') + more,
    shown.map(({ ru }) => ru).join('; ') + more,
  );
}

function flatten(kind: string, body: JsonObject): Map<string, string> {
  const fields = new Map<string, string>();
  visit(fields, 'metadata.labels', dig(body, 'metadata', 'labels'));
  visit(fields, 'metadata.annotations', dig(body, 'metadata', 'annotations'));
  visit(fields, 'spec', body.spec);
  // data of a secret is only known by its keys
  const hidden = kind === 'Secret';
  for (const field of ['data', 'binaryData', 'stringData'] as const) {
    for (const [key, value] of Object.entries(asObject(body[field]))) {
      fields.set(
        `data.${key}`,
        hidden ? `content ${fingerprint(value)}` : asText(value) ?? '',
      );
    }
  }
  for (const field of [
    'provisioner',
    'parameters',
    'webhooks',
    'rules',
    'roleRef',
    'subjects',
    'secrets',
    'imagePullSecrets',
  ]) {
    visit(fields, field, body[field]);
  }
  return fields;
}

/** Whether a secret's content changed may be seen from what is left of it; the content itself never. */
function fingerprint(value: Json | undefined): string {
  const text =
    typeof value === 'string' ? value : JSON.stringify(value ?? null);
  let sum = 7;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) % 9973;
  }
  return `#${sum}`;
}

function visit(
  fields: Map<string, string>,
  path: string,
  value: Json | undefined,
): void {
  if (fields.size >= MAX_FIELDS || value === undefined || value === null) {
    return;
  }
  if (Array.isArray(value)) {
    asList(value).forEach((item, index) =>
      visit(fields, `${path}[${nameOfItem(item) ?? index}]`, item),
    );
  } else if (typeof value === 'object') {
    for (const key of Object.keys(value)) {
      visit(fields, `${path}.${key}`, (value as JsonObject)[key]);
    }
  } else {
    fields.set(path, quote(String(value), 120));
  }
}

function nameOfItem(item: Json): string | undefined {
  return asText(dig(item, 'name')) ?? asText(dig(item, 'key'));
}
