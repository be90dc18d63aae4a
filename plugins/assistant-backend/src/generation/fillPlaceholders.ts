import type { PlaceholderValues } from '../ask/stages';

/** A name in angle brackets; what kubectl prints as `<none>` or `<unknown>` is not one. */
const PLACEHOLDER = /<([a-z][a-z0-9]*(?:-[a-z0-9]+)*)>/g;
const NOT_PLACEHOLDERS = new Set([
  'none',
  'unknown',
  'nil',
  'br',
  'invalid',
  'pending',
  'unset',
]);

const DNS_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const KAFKA_NAME = /^[A-Za-z0-9._-]{1,249}$/;
const PLAIN_NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._:@/+-]{0,248}$/u;

/** Grammar of a value by the placeholder's name: what does not match is not filled in, for it is a mistake or an attack. */
const GRAMMARS: Readonly<Record<string, RegExp>> = {
  namespace: DNS_NAME,
  deployment: DNS_NAME,
  pod: DNS_NAME,
  node: DNS_NAME,
  container: DNS_NAME,
  job: DNS_NAME,
  service: DNS_NAME,
  'service-account': DNS_NAME,
  secret: DNS_NAME,
  'driver-pod': DNS_NAME,
  image: /^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,254}$/,
  'inference-service': DNS_NAME,
  'spark-application': DNS_NAME,
  'cluster-context': /^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,252}$/,
  'consumer-group': KAFKA_NAME,
  topic: KAFKA_NAME,
  'dag-id': /^[A-Za-z0-9._-]{1,250}$/,
};

/** Characters that no shell takes for its own. */
const SHELL_SAFE = /^[A-Za-z0-9._:@/+-]+$/;
const SHELLS = new Set([
  'bash',
  'sh',
  'shell',
  'zsh',
  'console',
  'shell-session',
]);
/** Blocks that show what a command prints: nothing in them is for the reader to fill in. */
const OUTPUTS = new Set(['text', 'txt', 'output', 'log', 'json', '']);

/** Whether a code block shows output rather than something to run. */
export function isOutput(language: string): boolean {
  return OUTPUTS.has(language);
}

/**
 * Fills the placeholders of a command.
 *
 * An unknown or doubtful value stays visible as `<name>` and is listed in `missing`.
 */
export function fillPlaceholders(
  code: string,
  options: { values: PlaceholderValues; language: string },
): { code: string; missing: string[] } {
  const { values, language } = options;
  const missing = new Set<string>();
  const filled = code.replace(
    PLACEHOLDER,
    (mark: string, name: string, offset: number) => {
      if (NOT_PLACEHOLDERS.has(name)) {
        return mark;
      }
      const value = values.get(name);
      const fits =
        value !== undefined && (GRAMMARS[name] ?? PLAIN_NAME).test(value);
      const written = fits
        ? quote(value, {
            quoted: isInQuotes(code, offset),
            shell: SHELLS.has(language),
          })
        : undefined;
      if (written === undefined) {
        missing.add(name);
        return mark;
      }
      return written;
    },
  );
  return { code: filled, missing: isOutput(language) ? [] : [...missing] };
}

function quote(
  value: string,
  place: { quoted: boolean; shell: boolean },
): string | undefined {
  if (place.quoted) {
    return /["'`\\$]/.test(value) ? undefined : value;
  }
  return place.shell && !SHELL_SAFE.test(value)
    ? `'${value.replace(/'/g, `'\\''`)}'`
    : value;
}

/** Whether a position stands between quotes of its line. */
function isInQuotes(code: string, offset: number): boolean {
  const before = code.slice(code.lastIndexOf('\n', offset - 1) + 1, offset);
  let open: string | undefined;
  for (const char of before) {
    if (char === open) {
      open = undefined;
    } else if (!open && (char === '"' || char === "'")) {
      open = char;
    }
  }
  return open !== undefined;
}
