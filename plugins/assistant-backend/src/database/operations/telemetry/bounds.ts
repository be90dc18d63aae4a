import { createHash } from 'node:crypto';
import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { storableText } from '../../sql';

/** Longest texts that are kept, in characters. */
export const LONGEST = {
  name: 500,
  label: 1_000,
  template: 4_000,
  sample: 8_000,
  summary: 2_000,
  excerpt: 500,
} as const;

/** An index takes no more than about 2,700 bytes. */
const LONGEST_KEY = 300;

/** Ever tighter bounds of an object's state, until it fits. */
const STATE_BOUNDS = [
  { text: 4_000, items: 2_000, depth: 24 },
  { text: 500, items: 200, depth: 12 },
  { text: 100, items: 30, depth: 8 },
];
const LONGEST_STATE = 64_000;

/** Cuts a text, and says so at its end. */
export function boundText(text: string, longest: number): string {
  return text.length <= longest
    ? storableText(text)
    : `${storableText(text.slice(0, longest))}… [cut: ${
        text.length
      } characters]`;
}

/** A key of any length, still unique. */
export function boundKey(key: string): string {
  const storable = key.length <= LONGEST_KEY ? storableText(key) : '';
  if (storable === key) {
    return key;
  }
  const digest = createHash('sha256').update(key, 'utf16le').digest('hex');
  return `${storableText(key.slice(0, 200))}#${digest}`;
}

export function boundLabels(
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels)
      .slice(0, 100)
      .map(([name, value]) => [
        boundText(name, LONGEST.name),
        boundText(value, LONGEST.label),
      ]),
  );
}

/** The state of an object as JSON text. */
export function boundState(body: JsonObject): string {
  let text = '{}';
  for (const bounds of STATE_BOUNDS) {
    text = JSON.stringify(cut(body, bounds, bounds.depth));
    if (text.length <= LONGEST_STATE) {
      return text;
    }
  }
  return JSON.stringify({ cut: `a state of ${text.length} characters` });
}

function cut(
  value: Json | undefined,
  bounds: { text: number; items: number },
  depth: number,
): Json | undefined {
  if (typeof value === 'string') {
    return boundText(value, bounds.text);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth === 0) {
    return '… [cut: too deep]';
  }
  if (isList(value)) {
    return value
      .slice(0, bounds.items)
      .map(item => cut(item, bounds, depth - 1) ?? null);
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, bounds.items)
      .map(([name, item]) => [
        boundText(name, LONGEST.name),
        cut(item, bounds, depth - 1),
      ]),
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
