/** What a change is about, taken from its difference in words. */
export interface ReadChange {
  /** Version that the new image has. */
  version?: string;
  /** A limit or request that changed. */
  quantity?: {
    name: string;
    from: string;
    to: string;
    direction: 'lowered' | 'raised' | 'changed';
  };
  /** What else differs, short. */
  item?: string;
}

const PAIR = /^(.+?) (\S+) → (\S+)$/;
const IMAGE = /^(?:image of|образ) /;
const VERSION_LABEL = /(?:^|[./])version$/;
const QUANTITY =
  /^(?:(?:memory|cpu|ephemeral-storage) (?:limit|request)|(?:лимит|запрос) (?:памяти|CPU|\S+))$/;
const MEMORY = /memory|памяти/;
const LIMIT = /limit|лимит/;
const MORE = / … \(\+\d+\)$/;
const MAX_ITEM = 90;

/**
 * Takes a difference in words apart: `image of checkout a:1 → a:2; memory limit 1Gi → 512Mi … (+1)`.
 *
 * Nothing is added: a difference that is not understood comes back as it is, only shorter.
 */
export function readChange(detail: string): ReadChange {
  const items = detail
    .replace(/\s+/g, ' ')
    .replace(MORE, '')
    .split('; ')
    .map(text => ({ text, pair: PAIR.exec(text) }));
  const version = items
    .flatMap(({ pair }) => (pair ? versionOf(pair[1], pair[2], pair[3]) : []))
    .at(0);
  const quantities = items.flatMap(({ pair }) =>
    pair && QUANTITY.test(pair[1])
      ? [{ name: pair[1], from: pair[2], to: pair[3] }]
      : [],
  );
  const quantity =
    quantities.find(({ name }) => MEMORY.test(name) && LIMIT.test(name)) ??
    quantities[0];
  const rest = items.find(
    ({ text, pair }) =>
      text &&
      !(pair && (IMAGE.test(pair[1]) || VERSION_LABEL.test(pair[1]))) &&
      !(pair && QUANTITY.test(pair[1])),
  );
  return {
    ...(version && { version }),
    ...(quantity && {
      quantity: {
        ...quantity,
        direction: directionOf(quantity.from, quantity.to),
      },
    }),
    ...(rest && { item: cut(shortImages(rest.text)) }),
  };
}

/** A difference in one line: images by their tags, versions that the image says already left out. */
export function shortenDetail(detail: string): string {
  const more = MORE.exec(detail)?.[0] ?? '';
  const items = detail.replace(/\s+/g, ' ').replace(MORE, '').split('; ');
  const hasImage = items.some(item => IMAGE.test(item));
  const kept = items.filter(item => {
    const pair = PAIR.exec(item);
    return !(hasImage && pair && VERSION_LABEL.test(pair[1]));
  });
  return (kept.length > 0 ? kept : items).map(shortImages).join('; ') + more;
}

function versionOf(name: string, before: string, after: string): string[] {
  if (VERSION_LABEL.test(name)) {
    return [after];
  }
  const [old, fresh] = [tagOf(before), tagOf(after)];
  return IMAGE.test(name) && fresh && old !== fresh ? [fresh] : [];
}

/** The tag of an image, whether the image is named with it or not; a digest is no version that people know. */
function tagOf(image: string): string | undefined {
  return /^(?:.*:)?([\w.-]{1,60})$/.exec(
    image.replace(/@?sha256:\w+…?$/, ''),
  )?.[1];
}

function shortImages(text: string): string {
  const pair = PAIR.exec(text);
  if (!pair || !IMAGE.test(pair[1])) {
    return text;
  }
  const [old, fresh] = [tagOf(pair[2]), tagOf(pair[3])];
  return old && fresh && old !== fresh ? `${pair[1]} ${old} → ${fresh}` : text;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function amountOf(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([A-Za-z]{0,2})$/.exec(text) ?? [];
  return number === undefined || UNITS[unit] === undefined
    ? NaN
    : Number(number) * UNITS[unit];
}

function directionOf(from: string, to: string) {
  const difference = amountOf(to) - amountOf(from);
  if (Number.isNaN(difference) || difference === 0) {
    return 'changed';
  }
  return difference < 0 ? 'lowered' : 'raised';
}

function cut(text: string): string {
  return text.length > MAX_ITEM ? `${text.slice(0, MAX_ITEM - 1)}…` : text;
}
