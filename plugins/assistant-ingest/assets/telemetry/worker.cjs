// Made by wasm/build.mjs from src/telemetry/thread/worker.ts. Do not edit.
/* eslint-disable */
"use strict";

// src/telemetry/thread/worker.ts
var import_node_worker_threads = require("node:worker_threads");

// ../assistant-diagnosis/src/snapshot/environments.ts
function matchesGlob(pattern, text) {
  const parts = pattern.split("*");
  if (parts.length === 1) {
    return pattern === text;
  }
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) {
    return false;
  }
  let position = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}
function environmentNameOf({ instance, namespace }, rules) {
  const rule = rules.namespaces.find(
    ({ pattern }) => namespace !== void 0 && matchesGlob(pattern, namespace)
  );
  return rule?.environment ?? (Object.prototype.hasOwnProperty.call(rules.instances, instance) ? rules.instances[instance] : rules.default);
}

// ../assistant-diagnosis/src/logs/GenerationCache.ts
var GenerationCache = class {
  constructor(capacity) {
    this.capacity = capacity;
  }
  capacity;
  young = /* @__PURE__ */ new Map();
  old = /* @__PURE__ */ new Map();
  get(key) {
    const value = this.young.get(key);
    if (value !== void 0) {
      return value;
    }
    const older = this.old.get(key);
    if (older !== void 0) {
      this.set(key, older);
    }
    return older;
  }
  set(key, value) {
    if (this.young.size >= this.capacity / 2) {
      this.old = this.young;
      this.young = /* @__PURE__ */ new Map();
    }
    this.young.set(key, value);
  }
  get size() {
    return this.young.size + this.old.size;
  }
};

// ../assistant-diagnosis/src/logs/hashText.ts
function hashPair(text) {
  let a = 2166136261;
  let b = 2538058380;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 16777619);
    b = Math.imul(b ^ code, 1540483477);
    b ^= b >>> 15;
  }
  return [a >>> 0, b >>> 0];
}
function hashText(text) {
  return hashPair(text).map((part) => part.toString(16).padStart(8, "0")).join("");
}

// ../assistant-diagnosis/src/logs/classifyValue.ts
var UNITS = new Set(
  "B KB MB GB TB PB kB KiB MiB GiB TiB byte bytes b kb mb gb tb ns us \xB5s ms msec msecs s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days % KB/s MB/s Hz MHz GHz".split(" ")
);
var DATE_WORDS = new Set(
  "Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(
    " "
  )
);
var ZONES = new Set(
  "UTC GMT EST EDT CST CDT MST MDT PST PDT CET CEST MSK BST".split(" ")
);
var LONGEST_WORD = 12;
var HEX_LETTERS = 8;
function isUnit(token) {
  return token.length <= LONGEST_WORD && UNITS.has(coreOf(token, 0));
}
function isDateWord(token) {
  return token.length <= LONGEST_WORD && DATE_WORDS.has(coreOf(token, 0));
}
function isZone(token) {
  return token.length <= LONGEST_WORD && ZONES.has(coreOf(token, 0));
}
function classifyValue(token, options) {
  const { start, afterEquals } = options;
  const [from, to] = coreBounds(token, start);
  const shape = scan(token, from, to);
  if (from === to) {
    return isEmptyPair(token, start);
  }
  if (shape.digits > 0) {
    return !isNamedError(token, { from, to, shape });
  }
  if (shape.slashes >= 2 || isLettersOfHex(shape, to - from)) {
    return true;
  }
  if (shape.ats === 1 && shape.others === 0 && token[from] !== "@") {
    return true;
  }
  const isName = shape.others === 0 && shape.ats === 0 && shape.slashes === 0;
  if (isName && shape.dots >= 2 && !shape.emptyPart) {
    return !lastPartHasCapital(token, from, to);
  }
  return afterEquals && shape.innerDots > 0 && !lastWordHasCapital(token, from, to);
}
function scan(token, from, to) {
  let digits = 0;
  let slashes = 0;
  let dots = 0;
  let innerDots = 0;
  let ats = 0;
  let hexLetters = 0;
  let others = 0;
  let emptyPart = false;
  let previous = DOT;
  for (let i = from; i < to; i++) {
    const code = token.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits++;
    } else if (isAsciiLetter(code)) {
      hexLetters += (code | 32) <= 102 ? 1 : 0;
    } else if (code === DOT) {
      dots++;
      emptyPart ||= previous === DOT || i === to - 1;
      const isInner = i > from && i + 1 < to && isWord(previous);
      innerDots += isInner && isWord(token.charCodeAt(i + 1)) ? 1 : 0;
    } else if (code === SLASH) {
      slashes++;
    } else if (code === AT) {
      ats++;
    } else if (code !== UNDERSCORE && code !== DASH && code !== DOLLAR) {
      others++;
    }
    previous = code;
  }
  return {
    digits,
    slashes,
    dots,
    innerDots,
    ats,
    hexLetters,
    others,
    emptyPart
  };
}
function lastPartHasCapital(token, from, to) {
  const dot = token.lastIndexOf(".", to - 1);
  return dot >= from && isCapital(token.charCodeAt(dot + 1));
}
function lastWordHasCapital(token, from, to) {
  for (let i = to - 1; i >= from && isWord(token.charCodeAt(i)); i--) {
    if (isCapital(token.charCodeAt(i))) {
      return true;
    }
  }
  return false;
}
function isNamedError(token, options) {
  const { from, to, shape } = options;
  const isName = shape.others + shape.slashes + shape.ats === 0;
  if (!isName || (token.charCodeAt(from) | 32) < 97) {
    return false;
  }
  return endsAt(token, "Exception", to) || endsAt(token, "Error", to);
}
function endsAt(token, end, to) {
  return token.startsWith(end, to - end.length);
}
function isLettersOfHex(shape, length) {
  return length >= HEX_LETTERS && shape.hexLetters === length;
}
function isEmptyPair(token, start) {
  const pair = token.slice(start, start + 2);
  return PAIRS.has(pair) && (token.length === start + 2 || token.length === start + 3 && ",.;:".includes(token[start + 2]));
}
var PAIRS = /* @__PURE__ */ new Set(["()", "[]", "{}", '""', "''", "<>"]);
var DOT = 46;
var SLASH = 47;
var AT = 64;
var UNDERSCORE = 95;
var DASH = 45;
var DOLLAR = 36;
function isAsciiLetter(code) {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}
function isCapital(code) {
  return code >= 65 && code <= 90;
}
function isWord(code) {
  return isAsciiLetter(code) || code >= 48 && code <= 57 || code === UNDERSCORE;
}
var OPENING = `(["'<{`;
var CLOSING = `)"'>]},.;:!`;
function coreBounds(token, start) {
  let from = start;
  let to = token.length;
  while (from < to && OPENING.includes(token[from])) {
    from++;
  }
  while (to > from && CLOSING.includes(token[to - 1])) {
    to--;
  }
  return [from, to];
}
function coreOf(token, start) {
  const [from, to] = coreBounds(token, start);
  return from === 0 && to === token.length ? token : token.slice(from, to);
}

// ../assistant-diagnosis/src/logs/maskLine.ts
var VARIABLE = "<*>";
var MAX_LINE = 4096;
var MAX_TOKENS = 128;
var ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;
function maskTokens(line) {
  const tokens = splitAtBlanks(line);
  const masked = [];
  let afterValue = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (afterValue && (isUnit(token) || isZone(token))) {
      continue;
    }
    const result = isDate(tokens, i) ? VARIABLE : maskToken(token);
    const isValue = result === VARIABLE;
    if (!isValue || masked[masked.length - 1] !== VARIABLE) {
      masked.push(result);
    }
    afterValue = isValue || result.endsWith(VARIABLE);
  }
  return masked;
}
function isDate(tokens, i) {
  return isDateWord(tokens[i]) && i + 1 < tokens.length && (isDateWord(tokens[i + 1]) || hasDigit(tokens[i + 1]));
}
function maskToken(token) {
  const start = endOfKeys(token);
  const afterEquals = start > 0 && token.charCodeAt(start - 1) === EQUALS;
  if (!classifyValue(token, { start, afterEquals })) {
    return token;
  }
  return start === 0 ? VARIABLE : token.slice(0, start) + VARIABLE;
}
function endOfKeys(token) {
  let start = 0;
  let hasLetter = false;
  for (let i = 0; i < token.length - 1; i++) {
    const code = token.charCodeAt(i);
    if (code === EQUALS || code === COLON) {
      if (!hasLetter) {
        break;
      }
      start = i + 1;
      hasLetter = false;
    } else if (code === DOT2 || code === SLASH2 || isDigit(code)) {
      break;
    } else if (isLetter(code)) {
      hasLetter = true;
    }
  }
  return start;
}
function splitAtBlanks(line) {
  const cut2 = line.length > MAX_LINE ? Array.from(line.slice(0, MAX_LINE)).join("") : line;
  const text = cut2.includes("\x1B") ? cut2.replace(ANSI, "") : cut2;
  const tokens = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0;
    if (code > 32 && code !== NO_BREAK_SPACE) {
      if (start < 0) {
        start = i;
      }
    } else if (start >= 0) {
      tokens.push(text.slice(start, i));
      start = -1;
      if (tokens.length === MAX_TOKENS) {
        break;
      }
    }
  }
  return tokens;
}
var EQUALS = 61;
var COLON = 58;
var DOT2 = 46;
var SLASH2 = 47;
var NO_BREAK_SPACE = 160;
function isDigit(code) {
  return code >= 48 && code <= 57;
}
function isLetter(code) {
  const lower = code | 32;
  return lower >= 97 && lower <= 122 || code === 95 || code > 127;
}
function hasDigit(token) {
  for (let i = 0; i < token.length; i++) {
    if (isDigit(token.charCodeAt(i))) {
      return true;
    }
  }
  return false;
}

// ../assistant-diagnosis/src/logs/minerConstants.ts
var MINER = Object.freeze({
  /** A place with more different words than this, all else equal, is a variable. */
  wordsOfOnePlace: 4,
  /** A template keeps at least this many words: `<*> failed` would swallow too much. */
  wordsLeft: 2,
  templates: 5e3,
  /** Exact lines whose template is remembered. */
  lines: 2e4,
  /** Longer lines are not remembered: 20,000 of them stay below 20 MB. */
  rememberedLength: 512,
  /** How much is forgotten at once when there are too many templates. */
  evictedShare: 0.1
});

// ../assistant-diagnosis/src/logs/tokenHoles.ts
var PRIME_A = 16777619;
var PRIME_B = 668265263;
var HIGH = 2 ** 21;
function hashHoles(tokens) {
  let sumA = tokens.length;
  let sumB = tokens.length;
  let powerA = 1;
  let powerB = 1;
  const deltas = [];
  for (const token of tokens) {
    const [a, b] = hashPair(token);
    powerA = Math.imul(powerA, PRIME_A);
    powerB = Math.imul(powerB, PRIME_B);
    sumA = sumA + Math.imul(a, powerA) | 0;
    sumB = sumB + Math.imul(b, powerB) | 0;
    deltas.push(
      token === VARIABLE ? void 0 : [
        Math.imul(VARIABLE_A - a, powerA),
        Math.imul(VARIABLE_B - b, powerB)
      ]
    );
  }
  return {
    key: join(sumA, sumB),
    holes: deltas.map(
      (delta) => delta && join(sumA + delta[0] | 0, sumB + delta[1] | 0)
    )
  };
}
var [VARIABLE_A, VARIABLE_B] = hashPair(VARIABLE);
function join(a, b) {
  return (a >>> 0) * HIGH + (b >>> 0 & HIGH - 1);
}

// ../assistant-diagnosis/src/logs/LogTemplateMiner.ts
var LogTemplateMiner = class _LogTemplateMiner {
  lines = new GenerationCache(MINER.lines);
  maskedLines = new GenerationCache(
    MINER.lines
  );
  superseded = new GenerationCache(MINER.lines);
  byId = /* @__PURE__ */ new Map();
  byKey = /* @__PURE__ */ new Map();
  /** Templates that are equal but for one place, by what they would be with a variable there. */
  siblings = /* @__PURE__ */ new Map();
  clock = 0;
  constructor() {
  }
  /** `known` are texts of templates from an earlier run, so that a restart goes on with the same ids. */
  static create(options = {}) {
    const miner = new _LogTemplateMiner();
    for (const text of options.known ?? []) {
      miner.place(text.split(" "));
    }
    return miner;
  }
  /** The template of a line. Of a message with several lines the first counts. */
  add(message) {
    const line = firstLineOf(message);
    const known = currentOf(this.lines.get(line));
    if (known) {
      known.lastUsed = ++this.clock;
      return known;
    }
    const entry = this.addMasked(maskTokens(line));
    if (line.length <= MINER.rememberedLength) {
      this.lines.set(line, entry);
    }
    return entry;
  }
  addMasked(tokens) {
    const masked = tokens.join(" ");
    const known = currentOf(this.maskedLines.get(masked));
    if (known) {
      known.lastUsed = ++this.clock;
      return known;
    }
    const entry = this.place(tokens);
    if (masked.length <= MINER.rememberedLength) {
      this.maskedLines.set(masked, entry);
    }
    return entry;
  }
  /** The template that an id stands for now; nothing if it was forgotten. */
  current(id) {
    return this.byId.get(id) ?? currentOf(this.superseded.get(id));
  }
  /** All templates that are remembered. */
  templates() {
    return [...this.byId.values()];
  }
  place(tokens) {
    const hashes = hashHoles(tokens);
    const found = this.find(tokens, hashes);
    if (found) {
      found.lastUsed = ++this.clock;
      return found;
    }
    return this.create(tokens, hashes);
  }
  find(tokens, { key, holes }) {
    const same = this.byKey.get(key);
    if (same || countWords(tokens) <= MINER.wordsLeft) {
      return same;
    }
    for (const hole of holes) {
      const general = hole === void 0 ? void 0 : this.byKey.get(hole);
      if (general) {
        return general;
      }
    }
    return void 0;
  }
  create(tokens, hashes) {
    const text = collapse(tokens).join(" ");
    const id = hashText(text);
    const entry = this.byId.get(id) ?? this.register(id, text);
    entry.keys.push(hashes.key);
    this.byKey.set(hashes.key, entry);
    const words = countWords(tokens);
    if (words < tokens.length && words >= MINER.wordsLeft) {
      this.replaceAll(this.siblings.get(hashes.key) ?? [], entry);
    }
    return words > MINER.wordsLeft ? this.joinSiblings(entry, tokens, hashes.holes) : entry;
  }
  register(id, text) {
    this.makeRoom();
    const entry = {
      id,
      text,
      supersedes: [],
      keys: [],
      siblingKeys: [],
      lastUsed: ++this.clock,
      isEvicted: false
    };
    this.byId.set(id, entry);
    return entry;
  }
  /** Notes where else a word could stand for a variable, and makes one of a place with too many words. */
  joinSiblings(entry, tokens, holes) {
    for (let i = 0; i < holes.length; i++) {
      const hole = holes[i];
      if (hole === void 0) {
        continue;
      }
      const group = this.siblings.get(hole) ?? [];
      this.siblings.set(hole, group);
      group.push(entry);
      entry.siblingKeys.push(hole);
      if (group.length > MINER.wordsOfOnePlace) {
        const general = tokens.map((token, j) => j === i ? VARIABLE : token);
        return this.place(general);
      }
    }
    return entry;
  }
  replaceAll(entries, general) {
    for (const entry of [...entries]) {
      if (entry !== general) {
        this.forget(entry);
        entry.replacedBy = general;
        this.superseded.set(entry.id, general);
        general.supersedes.push(entry.id);
      }
    }
  }
  makeRoom() {
    if (this.byId.size < MINER.templates) {
      return;
    }
    const oldest = [...this.byId.values()].sort((a, b) => a.lastUsed - b.lastUsed).slice(0, Math.ceil(MINER.templates * MINER.evictedShare));
    for (const entry of oldest) {
      this.forget(entry);
      entry.isEvicted = true;
    }
  }
  forget(entry) {
    this.byId.delete(entry.id);
    entry.keys.forEach((key) => this.byKey.delete(key));
    for (const key of entry.siblingKeys) {
      const rest = this.siblings.get(key)?.filter((other) => other !== entry);
      if (rest && rest.length > 0) {
        this.siblings.set(key, rest);
      } else {
        this.siblings.delete(key);
      }
    }
  }
};
function currentOf(entry) {
  let current = entry;
  while (current?.replacedBy) {
    current = current.replacedBy;
  }
  return current?.isEvicted ? void 0 : current;
}
function countWords(tokens) {
  return tokens.reduce((n, token) => token === VARIABLE ? n : n + 1, 0);
}
function collapse(tokens) {
  return tokens.filter(
    (token, i) => token !== VARIABLE || tokens[i - 1] !== VARIABLE
  );
}
function firstLineOf(message) {
  const end = message.indexOf("\n");
  return end < 0 ? message : message.slice(0, end);
}

// src/normalize/readPath.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function readPath(value, path) {
  if (!isObject(value)) {
    return void 0;
  }
  if (Object.hasOwn(value, path)) {
    return value[path];
  }
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (Object.hasOwn(value, head)) {
      const found = readPath(value[head], path.slice(dot + 1));
      if (found !== void 0) {
        return found;
      }
    }
  }
  return void 0;
}
function readText(value, ...paths) {
  for (const path of paths) {
    const found = readPath(value, path);
    if (typeof found === "string" && found !== "") {
      return found;
    }
    if (typeof found === "number") {
      return String(found);
    }
  }
  return void 0;
}
function readTexts(value, ...paths) {
  for (const path of paths) {
    const found = readPath(value, path);
    if (isObject(found)) {
      const texts = Object.entries(found).flatMap(
        ([key, text]) => typeof text === "string" ? [[key, text]] : []
      );
      return Object.fromEntries(texts);
    }
  }
  return void 0;
}

// src/normalize/readTime.ts
var EARLIEST = Date.UTC(2001, 8, 9);
function readTime(value) {
  if (typeof value === "number") {
    return fromNumber(value);
  }
  if (typeof value !== "string" || value === "") {
    return void 0;
  }
  if (/^\d+(\.\d+)?$/.test(value)) {
    return fromNumber(Number(value));
  }
  const at = Date.parse(
    value.replace(/([.,]\d{3})\d+/, "$1").replace(",", ".").replace(/^(\d{4}-\d\d-\d\d) (?=\d\d:)/, "$1T")
  );
  return Number.isNaN(at) ? void 0 : at;
}
function fromNumber(value) {
  if (!Number.isFinite(value) || value <= 0) {
    return void 0;
  }
  let at = value;
  if (value < EARLIEST / 10) {
    at = value * 1e3;
  } else if (value > EARLIEST * 1e5) {
    at = value / 1e6;
  } else if (value > EARLIEST * 100) {
    at = value / 1e3;
  }
  return Math.round(at);
}

// src/normalize/kubernetes/kubernetesRecords.ts
function kubernetesRecords(value, options) {
  const records = [];
  const malformed = [];
  const listKind = readText(value, "kind");
  const kind = /^(.+)List$/.exec(listKind ?? "")?.[1] ?? options.kind;
  itemsOf(value).forEach((item, index) => {
    const record = isObject(item) ? toRecord(item, { ...options, kind }) : "is no object";
    if (typeof record === "string") {
      malformed.push({ index, reason: record });
    } else {
      records.push(record);
    }
  });
  return { records, malformed };
}
function itemsOf(value) {
  if (Array.isArray(value)) {
    return value;
  }
  const items = readPath(value, "items");
  if (Array.isArray(items)) {
    return items;
  }
  return /List$/.test(readText(value, "kind") ?? "") ? [] : [value];
}
function toRecord(body, options) {
  const objectKind = readText(body, "kind") ?? options.kind;
  const name = readText(body, "metadata.name");
  if (!objectKind || !name) {
    return `has no ${objectKind ? "metadata.name" : "kind"}`;
  }
  return {
    kind: "resource",
    at: objectKind === "Event" ? timeOfEvent(body) ?? options.at : options.at,
    system: "kubernetes",
    instance: options.instance,
    objectKind,
    namespace: readText(body, "metadata.namespace"),
    name,
    uid: readText(body, "metadata.uid"),
    body: objectKind === "Event" ? toCoreEvent(body) : body
  };
}
function timeOfEvent(event) {
  const times = [
    "lastTimestamp",
    "series.lastObservedTime",
    "eventTime",
    "deprecatedLastTimestamp"
  ].flatMap((path) => readTime(readPath(event, path)) ?? []);
  return times.length > 0 ? Math.max(...times) : readTime(readPath(event, "firstTimestamp")) ?? readTime(readPath(event, "deprecatedFirstTimestamp")) ?? readTime(readPath(event, "metadata.creationTimestamp"));
}
function toCoreEvent(event) {
  if (!isObject(event.regarding) && typeof event.note !== "string") {
    return event;
  }
  const {
    regarding,
    note,
    deprecatedCount,
    deprecatedFirstTimestamp,
    ...rest
  } = event;
  return {
    ...rest,
    involvedObject: event.involvedObject ?? regarding,
    message: event.message ?? note,
    count: event.count ?? readPath(event, "series.count") ?? deprecatedCount ?? 1,
    firstTimestamp: event.firstTimestamp ?? deprecatedFirstTimestamp ?? event.eventTime,
    lastTimestamp: event.lastTimestamp ?? readPath(event, "series.lastObservedTime") ?? event.deprecatedLastTimestamp ?? event.eventTime
  };
}

// src/normalize/kubernetes/trimObject.ts
var import_node_crypto = require("node:crypto");

// src/normalize/redactionRules.ts
function applyRules(rules, text) {
  return rules.reduce(
    (result, rule) => {
      const { text: next, count } = applyRule(rule, result.text);
      return { text: next, count: result.count + count };
    },
    { text, count: 0 }
  );
}
function applyRule({ kind, pattern, group, isSecret }, text) {
  let count = 0;
  const result = text.replace(pattern, (...args) => {
    const match = args.slice(0, -2);
    const [whole] = match;
    const value = group === void 0 ? whole : match[group];
    if (isSecret && !isSecret(value, match)) {
      return whole;
    }
    count += 1;
    const at = whole.lastIndexOf(value);
    return `${whole.slice(0, at)}[redacted ${kind}]${whole.slice(
      at + value.length
    )}`;
  });
  return { text: result, count };
}

// src/normalize/redactSecrets.ts
var isPlaceholder = (value) => /^["'`]?(?:[<$%{[(]|\*{3}|\.{3}|…|x{3,}|_{3,}|-{3,})/i.test(value) || /^["'`]?(?:null|none|true|false|undefined|redacted|changeme|example|your[-_].*|env|vault:.*|ref\+.*)["'`]?[,;]?$/i.test(
  value
);
var looksRandom = (value) => /\d/.test(value) && /[a-z]/i.test(value) && !/^[a-z]+(?:-[a-z]+)*-?\d{0,2}$/i.test(value);
var RULES = [
  {
    kind: "private key",
    pattern: /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,20000}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g
  },
  {
    kind: "token",
    // JWT
    pattern: /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}/g
  },
  {
    kind: "key",
    // AWS, GitHub, GitLab, Slack, Google, npm, PyPI, Hugging Face, OpenAI, Stripe, Vault, Docker
    pattern: /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_\w{30,255}|github_pat_\w{40,255}|glpat-[\w-]{20,64}|xox[abeoprs]-[\w-]{10,250}|AIza[\w-]{35}|npm_\w{36}|pypi-[\w-]{50,250}|hf_[A-Za-z]{30,64}|sk-(?:proj-|ant-)?[\w-]{20,250}|[sr]k_(?:live|test)_\w{16,250}|hv[sb]\.[\w-]{24,250}|dckr_pat_[\w-]{20,64})/g,
    isSecret: (value) => /\d/.test(value) || /[A-Z]/.test(value)
  },
  {
    kind: "password",
    // the password of a URL or connection string
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>]{0,200}:([^\s@/"'`]{3,200})@/gi,
    group: 1,
    isSecret: (value) => !isPlaceholder(value)
  },
  {
    kind: "token",
    pattern: /\b(?:Bearer|Basic|Token)\s+([A-Za-z0-9+/=._~-]{16,4000})/g,
    group: 1,
    isSecret: (value) => !isPlaceholder(value) && looksRandom(value)
  },
  {
    kind: "password",
    pattern: /(?<![\p{L}\p{N}_.-])[\w.-]{0,60}(?:password|passwd|passphrase|pwd|пароль)["']?[ \t]{0,4}([:=])[ \t]{0,4}["']?([^\s"'`,;&|)]{4,200})/giu,
    group: 2,
    isSecret: (value, [, sign]) => !isPlaceholder(value) && (sign === "=" || /[^\p{L}.]/u.test(value))
  },
  {
    kind: "secret",
    pattern: /\b[\w.-]{0,60}(?:secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|secret[_-]?key|account[_-]?key|private[_-]?key|encryption[_-]?key|client[_-]?secret|signature|sig)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?([^\s"'`,;&|)]{12,4000})/gi,
    group: 1,
    isSecret: (value) => !isPlaceholder(value) && looksRandom(value)
  },
  {
    kind: "card number",
    // in one run, in groups of four, or as American Express groups them
    pattern: /(?<![\d.:-])(?:[3-6]\d{12,18}|[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}|3\d{3}[ -]\d{6}[ -]\d{5})(?![\d.:-]?\d)/g,
    isSecret: (value) => {
      const digits = value.replace(/\D/g, "");
      return digits.length >= 13 && digits.length <= 19 && passesLuhn(digits);
    }
  }
];
function redactSecrets(text) {
  return applyRules(RULES, text);
}
function passesLuhn(digits) {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

// src/normalize/kubernetes/trimObject.ts
var MAX_TEXT = 2e3;
var MAX_CONFIG_VALUE = 300;
var MAX_ENTRIES = 500;
var NOISE = /* @__PURE__ */ new Set([
  "managedFields",
  "resourceVersion",
  "generateName",
  "selfLink",
  "lastHeartbeatTime",
  "lastProbeTime",
  "kubectl.kubernetes.io/last-applied-configuration",
  "control-plane.alpha.kubernetes.io/leader"
]);
var BULK = /* @__PURE__ */ new Set([
  "status.images",
  "status.nodeInfo",
  "status.volumesInUse"
]);
function trimObject(kind, object, redactText = redactSecrets) {
  let redactions = 0;
  const redact = (text) => {
    const cut2 = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}\u2026` : text;
    if (!/[\s=:@]|[\w-]{24}/.test(cut2)) {
      return cut2;
    }
    const redacted = redactText(cut2);
    redactions += redacted.count;
    return redacted.text;
  };
  const visit = (value, path) => {
    if (typeof value === "string") {
      return redact(value);
    }
    if (Array.isArray(value)) {
      return value.slice(0, MAX_ENTRIES).map((item, i) => visitItem(item, `${path}.${i}`) ?? null);
    }
    return isObject(value) ? visitObject(value, path) : value;
  };
  const visitItem = (item, path) => {
    if (isObject(item) && typeof item.name === "string" && typeof item.value === "string" && SECRET_NAME.test(item.name)) {
      redactions++;
      return { ...item, value: "[redacted]" };
    }
    return visit(item, path);
  };
  const visitObject = (value, path) => {
    const kept = {};
    for (const [key, item] of Object.entries(value).slice(0, MAX_ENTRIES)) {
      const below = path ? `${path}.${key}` : key;
      const trimmed = NOISE.has(key) || BULK.has(below) ? void 0 : visit(item, below);
      if (trimmed !== void 0) {
        kept[key.slice(0, MAX_TEXT)] = trimmed;
      }
    }
    return kept;
  };
  const body = visitObject(withoutContents(kind, object), "");
  return { body, redactions };
}
var SECRET_NAME = /passw|secret|token|api_?key|credential|private_?key/i;
function withoutContents(kind, object) {
  if (kind !== "Secret" && kind !== "ConfigMap") {
    return object;
  }
  const contents = {};
  for (const field of ["data", "stringData", "binaryData"]) {
    const data = object[field];
    if (isObject(data)) {
      contents[field] = Object.fromEntries(
        Object.entries(data).map(([key, value]) => [
          key,
          kind === "Secret" ? "" : shorten(value)
        ])
      );
    }
  }
  return { ...object, ...contents };
}
function shorten(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
  return text.length <= MAX_CONFIG_VALUE ? text : `[${text.length} characters, sha256 ${(0, import_node_crypto.createHash)("sha256").update(text).digest("hex").slice(0, 12)}]`;
}

// src/normalize/logs/originOf.ts
var OWNERS = [
  ["deployment", "Deployment"],
  ["statefulset", "StatefulSet"],
  ["daemonset", "DaemonSet"],
  ["cronjob", "CronJob"],
  ["job", "Job"]
];
function originOf(document, instance) {
  const owner = OWNERS.flatMap(([key, kind]) => {
    const name = readText(
      document,
      `kubernetes.${key}.name`,
      `k8s.${key}.name`,
      `kubernetes.${key}_name`
    );
    return name ? [{ kind, name }] : [];
  })[0];
  return {
    instance: readText(
      document,
      "orchestrator.cluster.name",
      "k8s.cluster.name",
      "kubernetes.cluster.name",
      "kubernetes.cluster_name"
    ) ?? instance,
    system: "kubernetes",
    namespace: readText(
      document,
      "kubernetes.namespace",
      "kubernetes.namespace_name",
      "k8s.namespace.name",
      "kubernetes.namespace.name"
    ),
    pod: readText(
      document,
      "kubernetes.pod.name",
      "kubernetes.pod_name",
      "k8s.pod.name"
    ),
    container: readText(
      document,
      "kubernetes.container.name",
      "kubernetes.container_name",
      "k8s.container.name",
      "container.name"
    ),
    ...owner && { owner },
    service: readText(document, "service.name", "service_name", "service"),
    node: readText(
      document,
      "kubernetes.node.name",
      "kubernetes.host",
      "k8s.node.name",
      "host.name",
      "host"
    ),
    labels: readTexts(document, "kubernetes.labels", "kubernetes.pod.labels")
  };
}

// src/normalize/logs/severity.ts
var WORDS = [
  [/^(fatal|crit(ical)?|emerg(ency)?|alert|panic)/i, "fatal"],
  [/^(err(or)?|severe|e)\b/i, "error"],
  [/^(warn(ing)?|w)\b/i, "warning"],
  [/^(info(rmation(al)?)?|notice|i)\b/i, "info"],
  [/^(debug|trace|fine|verbose|d)/i, "debug"]
];
function severityOfWord(word) {
  return WORDS.find(
    ([pattern]) => word !== void 0 && pattern.test(word.trim())
  )?.[1] ?? "unknown";
}
function severityOfNumber(number) {
  const steps = [
    "debug",
    "debug",
    "info",
    "warning",
    "error",
    "fatal"
  ];
  return number >= 1 && number <= 24 ? steps[Math.floor((number - 1) / 4)] : "unknown";
}
var IN_LINE = /(?:^|[\s[("|])(?:level=|severity=)?"?(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRITICAL|PANIC)"?(?=[\s\]):,|"]|$)/;
var LOWER = /(?:\[|level=|severity=|"level":\s*"|"severity":\s*")"?(trace|debug|info|notice|warn(?:ing)?|error|severe|fatal|critical|panic)\b/i;
var KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
var EXCEPTION = /^(?:Traceback \(most recent call last\)|panic:|Exception in thread|(?:[\w$]+\.)+\w*(?:Error|Exception)\b|\w*(?:Error|Exception): )/m;
function severityOfLine(line) {
  const head = line.slice(0, 400);
  const word = IN_LINE.exec(head.slice(0, 160))?.[1] ?? LOWER.exec(head)?.[1] ?? KLOG.exec(head)?.[1];
  if (word) {
    return severityOfWord(word);
  }
  return EXCEPTION.test(head) ? "error" : "unknown";
}

// src/normalize/logs/documentLog.ts
function documentLog(document, options) {
  const merged = { ...document, ...nested(document) };
  const message = readText(
    merged,
    "message",
    "log_processed.message",
    "log_processed.msg",
    "log",
    "msg",
    "event.original"
  );
  const stack = readText(
    merged,
    "error.stack_trace",
    "exception.stacktrace",
    "stack_trace",
    "log_processed.stack_trace",
    "exc_info"
  );
  const thrown = [
    readText(merged, "error.type"),
    readText(merged, "error.message")
  ].filter(Boolean).join(": ");
  const body = [
    message?.replace(/\n+$/, ""),
    stack === void 0 && !message?.includes(thrown) ? thrown : void 0,
    stack && !message?.includes(stack) ? stack : void 0
  ].filter(Boolean).join("\n");
  if (body === "") {
    return void 0;
  }
  const word = readText(
    merged,
    "log.level",
    "level",
    "severity",
    "log_processed.level",
    "loglevel",
    "levelname"
  );
  const severity = severityOfWord(word);
  return {
    kind: "log",
    at: timeOf(merged) ?? options.at,
    origin: originOf(merged, options.instance),
    severity: severity === "unknown" ? severityOfLine(body) : severity,
    body,
    traceId: readText(merged, "trace.id", "traceId", "trace_id"),
    stream: streamOf(merged)
  };
}
function nested(document) {
  for (const path of ["message", "log"]) {
    const text = readPath(document, path);
    if (typeof text === "string" && /^\s*\{/.test(text)) {
      const parsed = parseJson(text);
      if (isObject(parsed) && readText(parsed, "message", "msg", "log", "event")) {
        return {
          ...parsed,
          message: readText(parsed, "message", "msg", "log", "event")
        };
      }
    }
  }
  return {};
}
var timeOf = (document) => ["@timestamp", "time", "timestamp", "ts", "event.created"].flatMap(
  (path) => readTime(readPath(document, path)) ?? []
)[0];
function streamOf(document) {
  const file = readText(
    document,
    "log.file.path",
    "kubernetes.docker_id",
    "container.id"
  );
  const channel = readText(document, "stream");
  return file && channel ? `${file}|${channel}` : file;
}
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}

// src/normalize/logs/joinMultiline.ts
var MAX_BODY = 32e3;
var MAX_PAUSE_MS = 2e3;
var MAX_PARTS = 500;
var CONTINUES = /^(?:\s+\S|\t|Caused by: |\.\.\. \d+ (?:more|common frames)|Traceback \(most recent call last\):|During handling of the above exception|The above exception was the direct cause|goroutine \d+ |\)|\}|\])/;
var PYTHON_END = /^[\w.]*(?:Error|Exception|Interrupt|Exit|Warning)\b(?::|$)/;
function joinMultiline(records) {
  const joined = [];
  const open = /* @__PURE__ */ new Map();
  for (const { partial = false, ...record } of records) {
    const key = streamKey(record);
    const last = key === void 0 ? void 0 : open.get(key);
    if (key && last && goesOn(last, record)) {
      const before = joined[last.index];
      joined[last.index] = {
        ...before,
        severity: worse(before.severity, record.severity),
        body: cut(`${before.body}${last.partial ? "" : "\n"}${record.body}`)
      };
      open.set(key, {
        index: last.index,
        at: record.at,
        parts: last.parts + 1,
        partial,
        trace: last.trace || isTrace(record.body)
      });
      continue;
    }
    joined.push(record);
    if (key !== void 0) {
      open.set(key, {
        index: joined.length - 1,
        at: record.at,
        parts: 1,
        partial,
        trace: isTrace(record.body)
      });
    }
  }
  return joined;
}
var isTrace = (body) => /Traceback \(most recent call last\)|^\s+at \S/m.test(body);
function goesOn(last, record) {
  if (last.parts >= MAX_PARTS || Math.abs(record.at - last.at) > MAX_PAUSE_MS) {
    return false;
  }
  return last.partial || CONTINUES.test(record.body) || last.trace && PYTHON_END.test(record.body);
}
function streamKey({ stream, origin }) {
  if (stream !== void 0) {
    return `${origin.instance}|${stream}`;
  }
  return origin.pod === void 0 ? void 0 : [origin.instance, origin.namespace, origin.pod, origin.container].join(
    "|"
  );
}
function cut(body) {
  return body.length <= MAX_BODY ? body : `${body.slice(0, MAX_BODY / 4)}
\u2026
${body.slice(-MAX_BODY / 2)}`;
}
var ORDER = [
  "unknown",
  "debug",
  "info",
  "warning",
  "error",
  "fatal"
];
var worse = (a, b) => ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a;

// src/normalize/logs/openTelemetryLogs.ts
function openTelemetryLogs(message, options) {
  return list(message.resourceLogs).flatMap((resource) => {
    const shared = attributesOf(readPath(resource, "resource.attributes"));
    return list(readPath(resource, "scopeLogs")).flatMap(
      (scope) => list(readPath(scope, "logRecords")).flatMap(
        (record) => isObject(record) ? toRecords(record, shared, options) : []
      )
    );
  });
}
function toRecords(record, shared, options) {
  const attributes = { ...shared, ...attributesOf(record.attributes) };
  const at = readTime(readPath(record, "timeUnixNano")) ?? readTime(readPath(record, "observedTimeUnixNano")) ?? options.at;
  const value = valueOf(record.body);
  const watched = isObject(value) ? value.object ?? value : void 0;
  if (isObject(watched) && readText(watched, "metadata.name")) {
    return kubernetesRecords(watched, {
      instance: originOf(attributes, options.instance).instance,
      at
    }).records.map((found) => ({
      ...found,
      deleted: readText(value, "type") === "DELETED" || found.deleted
    }));
  }
  const body = typeof value === "string" ? value : JSON.stringify(value ?? "");
  const event = eventOf(attributes, body, at, options);
  if (event) {
    return [event];
  }
  if (body === "" || body === '""') {
    return [];
  }
  const severity = severityOfWord(readText(record, "severityText"));
  const number = Number(record.severityNumber ?? 0);
  const byNumber = severity === "unknown" ? severityOfNumber(number) : severity;
  const stack = readText(attributes, "exception.stacktrace");
  return [
    {
      kind: "log",
      at,
      origin: originOf(attributes, options.instance),
      severity: byNumber === "unknown" ? severityOfLine(body) : byNumber,
      body: stack && !body.includes(stack) ? `${body}
${stack}` : body,
      traceId: readText(record, "traceId")
    }
  ];
}
function eventOf(attributes, message, at, options) {
  const name = readText(attributes, "k8s.event.name");
  const reason = readText(attributes, "k8s.event.reason");
  if (!name || !reason) {
    return void 0;
  }
  const origin = originOf(attributes, options.instance);
  const named = Object.keys(attributes).flatMap((key) => {
    const kind = /^k8s\.(pod|deployment|replicaset|node|job|cronjob|statefulset|daemonset)\.name$/.exec(
      key
    )?.[1];
    return kind ? [{ kind, name: String(attributes[key]) }] : [];
  })[0];
  return {
    kind: "resource",
    at,
    system: "kubernetes",
    instance: origin.instance,
    objectKind: "Event",
    namespace: origin.namespace,
    name,
    uid: readText(attributes, "k8s.event.uid"),
    body: {
      kind: "Event",
      metadata: { name, namespace: origin.namespace },
      involvedObject: {
        kind: readText(attributes, "k8s.object.kind") ?? KINDS[named?.kind ?? ""],
        name: readText(attributes, "k8s.object.name") ?? named?.name,
        namespace: origin.namespace,
        uid: readText(attributes, "k8s.object.uid", `k8s.${named?.kind}.uid`)
      },
      reason,
      message,
      type: readText(attributes, "k8s.event.type") ?? "Normal",
      count: Number(readText(attributes, "k8s.event.count") ?? 1),
      lastTimestamp: new Date(at).toISOString()
    }
  };
}
var KINDS = {
  pod: "Pod",
  deployment: "Deployment",
  replicaset: "ReplicaSet",
  node: "Node",
  job: "Job",
  cronjob: "CronJob",
  statefulset: "StatefulSet",
  daemonset: "DaemonSet"
};
var list = (value) => Array.isArray(value) ? value : [];
function attributesOf(value) {
  return Object.fromEntries(
    list(value).flatMap((item) => {
      const key = readText(item, "key");
      return key ? [[key, valueOf(readPath(item, "value"))]] : [];
    })
  );
}
function valueOf(value) {
  if (!isObject(value)) {
    return value;
  }
  if (isObject(value.kvlistValue)) {
    return attributesOf(value.kvlistValue.values);
  }
  if (isObject(value.arrayValue)) {
    return list(value.arrayValue.values).map((item) => valueOf(item) ?? null);
  }
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue;
}

// src/normalize/logs/textLog.ts
var CRI = /^(\S+) (stdout|stderr) ([FP])(?: (.*))?$/s;
var LEADING_TIME = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\]?[\s|]*/;
function textLog(line, options) {
  const cri = CRI.exec(line);
  const at = cri ? readTime(cri[1]) : void 0;
  if (cri && at !== void 0) {
    const body = cri[4] ?? "";
    return {
      kind: "log",
      at,
      origin: options.origin,
      severity: severityOfLine(body),
      body,
      stream: `${options.stream ?? ""}|${cri[2]}`,
      partial: cri[3] === "P"
    };
  }
  const time = LEADING_TIME.exec(line);
  return {
    kind: "log",
    at: readTime(time?.[1]) ?? options.at,
    origin: options.origin,
    severity: severityOfLine(line),
    // without the time, a line is the same one each time it is written
    body: time ? line.slice(time[0].length) : line,
    stream: options.stream,
    partial: false
  };
}

// src/normalize/metrics/openTelemetryMetrics.ts
var DELTA = /* @__PURE__ */ new Set(["1", "AGGREGATION_TEMPORALITY_DELTA"]);
function openTelemetryMetrics(message, options) {
  return list2(message.resourceMetrics).flatMap((resource) => {
    const shared = attributesOf(readPath(resource, "resource.attributes"));
    return list2(readPath(resource, "scopeMetrics")).flatMap(
      (scope) => list2(readPath(scope, "metrics")).flatMap(
        (metric) => isObject(metric) ? pointsOf(metric, shared, options.instance) : []
      )
    );
  });
}
function pointsOf(metric, shared, instance) {
  const name = readText(metric, "name");
  const kind = ["gauge", "sum", "histogram", "summary"].find(
    (k) => isObject(metric[k])
  );
  if (!name || !kind) {
    return [];
  }
  const temporality = readText(metric[kind], "aggregationTemporality") ?? "2";
  const counter = DELTA.has(temporality) ? "delta" : "counter";
  const type = kind === "gauge" || kind === "sum" && readPath(metric.sum, "isMonotonic") !== true ? "gauge" : counter;
  return list2(readPath(metric[kind], "dataPoints")).flatMap((point) => {
    const at = readTime(readPath(point, "timeUnixNano"));
    const attributes = {
      ...shared,
      ...attributesOf(readPath(point, "attributes"))
    };
    const labels = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, String(value)])
    );
    const fields = kind === "histogram" || kind === "summary" ? [["count", `${name}_count`], ["sum", `${name}_sum`]] : [["asDouble", name], ["asInt", name]];
    return fields.flatMap(([field, series]) => {
      const text = readText(point, field);
      const value = Number(text);
      return at === void 0 || text === void 0 || !Number.isFinite(value) ? [] : [
        {
          kind: "metric",
          at,
          name: series,
          labels,
          value,
          type,
          origin: originOf(attributes, instance)
        }
      ];
    });
  });
}
var list2 = (value) => Array.isArray(value) ? value : [];

// src/normalize/metrics/prometheusRecords.ts
function prometheusRecords(answer2, options) {
  const results = readPath(answer2, "data.result") ?? readPath(answer2, "result");
  const query = readText(answer2, "query") ?? options.query;
  if (!Array.isArray(results)) {
    return [];
  }
  return results.flatMap((series) => {
    const labels = { ...readTexts(series, "metric") };
    const name = labels.__name__ ?? nameOfQuery(query) ?? options.name ?? "unnamed";
    delete labels.__name__;
    const values = readPath(series, "values");
    const value = readPath(series, "value");
    const points = Array.isArray(values) ? values : [value ?? null];
    return points.flatMap(
      (point) => toPoint(point, {
        name,
        labels,
        origin: originOfLabels(labels, options.instance),
        ...query !== void 0 && { query }
      })
    );
  });
}
function toPoint(point, series) {
  if (!Array.isArray(point)) {
    return [];
  }
  const at = readTime(point[0]);
  const value = Number(point[1]);
  return at === void 0 || point[1] === null || !Number.isFinite(value) ? [] : [{ kind: "metric", at, value, ...series }];
}
function nameOfQuery(query) {
  if (query === void 0) {
    return void 0;
  }
  const withoutTexts = query.replace(/"[^"]*"/g, '""').replace(
    /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g,
    ""
  );
  const names = withoutTexts.matchAll(
    /\b([a-zA-Z_:][\w:]*)\s*(?=\{|\[|\)|$|[+\-*/<>=!])/g
  );
  for (const [, name] of names) {
    if (!WORDS_OF_QUERIES.has(name)) {
      return name;
    }
  }
  return void 0;
}
var WORDS_OF_QUERIES = new Set(
  "by without on ignoring group_left group_right and or unless bool offset le sum avg min max count".split(
    " "
  )
);
function adapterMetric(message, options) {
  const at = readTime(message.timestamp);
  const value = Number(message.value);
  const name = readText(message, "name", "labels.__name__");
  if (at === void 0 || !Number.isFinite(value) || !name) {
    return void 0;
  }
  const labels = { ...readTexts(message, "labels") };
  delete labels.__name__;
  return {
    kind: "metric",
    at,
    name,
    labels,
    value,
    origin: originOfLabels(labels, options.instance),
    type: /_(total|count|sum|bucket)$/.test(name) ? "counter" : "gauge"
  };
}
var isAdapterMetric = (message) => isObject(message.labels) && "value" in message && "timestamp" in message;
var OWNERS2 = [
  ["deployment", "Deployment"],
  ["statefulset", "StatefulSet"],
  ["daemonset", "DaemonSet"],
  ["cronjob", "CronJob"],
  ["job_name", "Job"]
];
function originOfLabels(labels, instance) {
  const kind = labels.workload_type ?? labels.owner_kind;
  const workload = labels.workload ?? labels.owner_name;
  const owner = workload !== void 0 ? { kind: capitalize(kind ?? "Deployment"), name: workload } : OWNERS2.flatMap(
    ([label, ownerKind]) => labels[label] ? [{ kind: ownerKind, name: labels[label] }] : []
  )[0];
  return {
    instance: labels.cluster ?? instance,
    system: "kubernetes",
    namespace: labels.namespace ?? labels.kubernetes_namespace ?? labels.exported_namespace,
    pod: labels.pod ?? labels.kubernetes_pod_name ?? labels.exported_pod ?? labels.pod_name,
    container: labels.container ?? labels.container_name,
    ...owner && { owner },
    service: labels.service_name ?? labels.app ?? labels.app_kubernetes_io_name ?? labels.service ?? labels.job,
    node: labels.node ?? labels.nodename
  };
}
var capitalize = (word) => ({
  statefulset: "StatefulSet",
  daemonset: "DaemonSet",
  replicaset: "ReplicaSet",
  cronjob: "CronJob"
})[word.toLocaleLowerCase("en-US")] ?? word.charAt(0).toLocaleUpperCase("en-US") + word.slice(1);

// src/normalize/readMessage.ts
var MAX_MESSAGE = 4e6;
function readMessage(message, options) {
  if (message.length > MAX_MESSAGE) {
    return {
      reason: `is ${message.length} characters long; the limit is ${MAX_MESSAGE}`
    };
  }
  const trimmed = message.trim();
  if (trimmed === "") {
    return { reason: "is empty" };
  }
  if (!trimmed.startsWith("{")) {
    return trimmed.startsWith("[") && isList(trimmed) ? readList(trimmed, options) : textMessage(trimmed, options);
  }
  let value;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return { reason: "begins as JSON but is none" };
  }
  const records = isObject(value) ? readObject(value, options) : [];
  return records.length > 0 ? { records } : {
    reason: "is JSON of no known shape: no message, metric, event or object"
  };
}
function readObject(message, options) {
  if (Array.isArray(message.resourceLogs)) {
    return openTelemetryLogs(message, options);
  }
  if (Array.isArray(message.resourceMetrics)) {
    return openTelemetryMetrics(message, options);
  }
  if (readPath(message, "data.resultType") !== void 0) {
    return prometheusRecords(message, options);
  }
  if (isAdapterMetric(message)) {
    return [adapterMetric(message, options) ?? []].flat();
  }
  const event = eventOf2(message, options);
  if (event.length > 0) {
    return event;
  }
  return [documentLog(message, options) ?? []].flat();
}
function eventOf2(message, options) {
  const instance = readText(message, "clusterName") ?? options.instance;
  if (isObject(message.involvedObject) || isObject(message.regarding)) {
    return kubernetesRecords(withName({ kind: "Event", ...message }), {
      ...options,
      instance
    }).records;
  }
  const beat = readPath(message, "kubernetes.event");
  if (isObject(beat) && isObject(beat.involved_object)) {
    return kubernetesRecords(
      withName({
        ...beat,
        kind: "Event",
        involvedObject: {
          ...beat.involved_object,
          namespace: readText(
            message,
            "kubernetes.namespace",
            "kubernetes.event.metadata.namespace"
          )
        },
        firstTimestamp: readPath(beat, "timestamp.first_occurrence"),
        lastTimestamp: readPath(beat, "timestamp.last_occurrence")
      }),
      { ...options, instance }
    ).records;
  }
  if (readText(message, "apiVersion") && isObject(message.metadata)) {
    return kubernetesRecords(message, { ...options, instance }).records;
  }
  return flatEventOf(message, { ...options, instance });
}
function flatEventOf(message, options) {
  const [kind, name, reason, text] = ["kind", "name", "reason", "message"].map(
    (key) => readText(message, key)
  );
  if (!kind || !name || !reason || !text) {
    return [];
  }
  const namespace = readText(message, "namespace");
  return kubernetesRecords(
    {
      kind: "Event",
      metadata: { name: `${name}.${reason}`, namespace },
      involvedObject: { kind, name, namespace },
      reason,
      message: text,
      type: readText(message, "type") ?? "Normal",
      count: message.count ?? 1,
      lastTimestamp: message.createdAt ?? message.lastTimestamp ?? message["@timestamp"]
    },
    options
  ).records;
}
function withName(event) {
  if (readText(event, "metadata.name")) {
    return event;
  }
  const about = readPath(event, "involvedObject") ?? readPath(event, "regarding");
  return {
    ...event,
    metadata: {
      ...isObject(event.metadata) ? event.metadata : {},
      name: `${readText(about, "name") ?? "unknown"}.${readText(event, "reason") ?? "event"}`,
      namespace: readText(event, "metadata.namespace") ?? readText(about, "namespace")
    }
  };
}
var LOGSTASH_TEXT = /^(\d{4}-\d\d-\d\dT\S+) (\S+) (.+)$/s;
function textMessage(text, options) {
  const origin = { instance: options.instance, system: "kubernetes" };
  const logstash = LOGSTASH_TEXT.exec(text);
  const record = textLog(text, { origin, at: options.at });
  if (logstash && record.body.startsWith(`${logstash[2]} `) && record.partial === false && !/^(stdout|stderr)$/.test(logstash[2])) {
    return {
      records: [{ ...record, origin: { ...origin, node: logstash[2] } }]
    };
  }
  return { records: [record] };
}
function isList(text) {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
function readList(text, options) {
  const items = JSON.parse(text);
  const records = items.flatMap(
    (item) => isObject(item) ? readObject(item, options) : []
  );
  return records.length > 0 ? { records } : { reason: "is a list of no known shape" };
}

// src/normalize/redactTelemetry.ts
var PERSONAL = [
  {
    kind: "e-mail",
    pattern: /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b/gi
  },
  {
    kind: "phone number",
    pattern: /(?<![\w.:/-])(?:\+\d{1,3}|8)[ -]?\(?\d{3}\)?[ -]?\d{3}[ -]?\d{2}[ -]?\d{2}(?![\w.:-])/g
  },
  {
    kind: "passport number",
    pattern: new RegExp("(?:passport|\u043F\u0430\u0441\u043F\u043E\u0440\u0442\\p{L}{0,3})[^\\d\\n]{0,30}(\\d{2} ?\\d{2} ?\\d{6}|[A-Z]{1,2}\\d{6,8})(?!\\d)", "giu"),
    group: 1
  },
  {
    kind: "\u0418\u041D\u041D",
    pattern: /(?:\bINN|ИНН)[^\d\n]{0,20}(\d{12}|\d{10})(?!\d)/giu,
    group: 1
  },
  {
    kind: "\u0421\u041D\u0418\u041B\u0421",
    pattern: /(?:\bSNILS|СНИЛС)[^\d\n]{0,20}(\d{3}[- ]?\d{3}[- ]?\d{3}[- ]?\d{2})(?!\d)/giu,
    group: 1
  }
];
var SUSPICIOUS = /pass|pwd|парол|secret|token|key|sig|bearer|basic|eyJ|-----BEGIN|:\/\/[^\s/]*@|@|\+\d|\b8[ (-]?\d{3}|[3-6]\d{3}[ -]?\d{4}|AKIA|ASIA|gh[pousr]_|glpat-|xox|AIza|npm_|pypi-|hf_|sk-|[sr]k_|hv[sb]\.|dckr_|инн|inn|снилс|snils|паспорт/i;
var TelemetryRedactor = class {
  #own;
  /** @param patterns - Regular expressions of the team; all that they match is taken out. */
  constructor(patterns = []) {
    this.#own = patterns.map((pattern) => ({
      kind: "by own rule",
      pattern: new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`),
      // a pattern that matches nothing at all would go on for ever
      isSecret: (value) => value !== ""
    }));
  }
  redact(text) {
    if (this.#own.length === 0 && !SUSPICIOUS.test(text)) {
      return { text, count: 0 };
    }
    const secrets = redactSecrets(text);
    const rest = applyRules([...PERSONAL, ...this.#own], secrets.text);
    return { text: rest.text, count: secrets.count + rest.count };
  }
  /** Redacts each value of an object of texts. */
  redactValues(texts) {
    let count = 0;
    const entries = Object.entries(texts).map(([key, value]) => {
      const redacted = this.redact(value);
      count += redacted.count;
      return [key, redacted.text];
    });
    return { texts: Object.fromEntries(entries), count };
  }
};

// src/telemetry/TelemetryPipeline.ts
var import_node_crypto4 = require("node:crypto");

// src/mapping/OwnerIndex.ts
var MAX_DEPTH = 10;
var NAMED = /* @__PURE__ */ new Set([
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "InferenceService"
]);
var MAX_OBJECTS = 2e5;
var OwnerIndex = class {
  #objects = /* @__PURE__ */ new Map();
  /** Kinds and namespaces of workloads by instance and name. */
  #named = /* @__PURE__ */ new Map();
  /** Learns from an object of Kubernetes. */
  add(record) {
    if (record.objectKind === "Event") {
      return;
    }
    const key = keyOf({ ...record, kind: record.objectKind });
    this.#objects.delete(key);
    this.#objects.set(key, {
      owner: ownerOf(record.body),
      labels: readTexts(record.body, "metadata.labels") ?? {}
    });
    if (NAMED.has(record.objectKind)) {
      const name = `${record.instance}|${record.name}`;
      const found = this.#named.get(name) ?? /* @__PURE__ */ new Map();
      found.set(`${record.objectKind}|${record.namespace}`, {
        kind: record.objectKind,
        namespace: record.namespace
      });
      this.#named.set(name, found);
    }
    if (this.#objects.size > MAX_OBJECTS) {
      const [oldest] = this.#objects.keys();
      this.#objects.delete(oldest);
    }
  }
  /**
   * The one workload of a name, within a namespace if it is known: a service usually has the name of
   * what it runs.
   */
  named(instance, namespace, name) {
    const found = [
      ...this.#named.get(`${instance}|${name}`)?.values() ?? []
    ].filter(
      (workload) => namespace === void 0 || workload.namespace === namespace
    );
    return found.length === 1 ? { ...found[0], name } : void 0;
  }
  /** A pod with the workload on top of its owners, or `undefined` if it was never seen. */
  pod(instance, namespace, name) {
    const ref = {
      system: "kubernetes",
      instance,
      kind: "Pod",
      namespace,
      name
    };
    const known = this.#objects.get(keyOf(ref));
    return known && { labels: known.labels, owner: this.topOwner(ref) };
  }
  /** The object on top of the owners of another one, itself if it has none; cycles end the way up. */
  topOwner(ref) {
    let current = { kind: ref.kind, name: ref.name };
    const seen = /* @__PURE__ */ new Set();
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const key = keyOf({ ...ref, ...current });
      const owner = this.#objects.get(key)?.owner ?? guessOwner(current);
      if (!owner || seen.has(key)) {
        return current;
      }
      seen.add(key);
      current = owner;
    }
    return current;
  }
};
function guessOwner(ref) {
  if (ref.kind !== "ReplicaSet") {
    return void 0;
  }
  const name = /^(.+)-[bcdf-hj-np-tv-z2456789]{6,10}$/.exec(ref.name)?.[1];
  return name === void 0 ? void 0 : { kind: "Deployment", name };
}
function ownerOf(body) {
  const references = readPath(body, "metadata.ownerReferences");
  if (!Array.isArray(references)) {
    return void 0;
  }
  const controller = references.find((item) => readPath(item, "controller") === true) ?? references.find(isObject);
  const kind = readText(controller, "kind");
  const name = readText(controller, "name");
  return kind && name && kind !== "Node" ? { kind, name } : void 0;
}
var keyOf = (ref) => `${ref.instance}|${ref.kind}|${ref.namespace ?? ""}|${ref.name}`;

// src/mapping/workloadOf.ts
var FOREIGN_OWNERS = [
  { system: "airflow", kind: "Dag", labels: ["dag_id"] },
  {
    system: "spark",
    kind: "SparkApplication",
    labels: ["sparkoperator.k8s.io/app-name", "spark-app-name"]
  },
  {
    system: "kserve",
    kind: "InferenceService",
    labels: ["serving.kserve.io/inferenceservice"]
  }
];
var NAME_LABELS = [
  "app.kubernetes.io/name",
  "app",
  "k8s-app",
  "app.kubernetes.io/instance"
];
function workloadKey(workload) {
  return [
    workload.system,
    workload.instance,
    workload.environment,
    workload.kind,
    workload.namespace ?? "",
    workload.name
  ].join("|");
}
function workloadOf(origin, options) {
  const { instance, namespace } = origin;
  const environment = options.environmentOf(instance, namespace);
  const pod = origin.pod === void 0 ? void 0 : options.owners.pod(instance, namespace, origin.pod);
  const labels = { ...pod?.labels, ...origin.labels };
  const found = foreignOwner(labels, namespace) ?? ownOwner(origin, options.owners) ?? pod?.owner ?? (origin.pod === void 0 ? void 0 : { kind: "Deployment", name: withoutGenerated(origin.pod) }) ?? serviceOf(origin, options.owners) ?? (origin.node === void 0 ? void 0 : { kind: "Node", name: origin.node });
  if (!found) {
    return void 0;
  }
  const workload = {
    system: "system" in found ? String(found.system) : origin.system,
    instance,
    environment,
    kind: found.kind,
    ...namespaceOf(found, namespace),
    name: found.name
  };
  return {
    ...workload,
    key: workloadKey(workload),
    hints: hintsOf(origin, labels)
  };
}
function serviceOf({ instance, namespace, service }, owners) {
  return service === void 0 ? void 0 : owners.named(instance, namespace, service) ?? {
    kind: "Service",
    name: service
  };
}
function namespaceOf(found, told) {
  const namespace = told ?? found.namespace;
  return found.kind === "Node" || namespace === void 0 ? {} : { namespace };
}
function foreignOwner(labels, namespace) {
  for (const { system, kind, labels: names } of FOREIGN_OWNERS) {
    const name = names.map((label) => labels[label]).find(Boolean);
    if (name) {
      return { system, kind, namespace, name };
    }
  }
  return void 0;
}
function ownOwner(origin, owners) {
  if (!origin.owner) {
    return void 0;
  }
  const ref = {
    system: origin.system,
    instance: origin.instance,
    kind: origin.owner.kind,
    namespace: origin.namespace,
    name: origin.owner.name
  };
  return owners.topOwner(ref);
}
function hintsOf(origin, labels) {
  const hints = {};
  for (const [key, value] of Object.entries(labels).slice(0, 50)) {
    hints[`label:${key}`] = value.slice(0, 200);
  }
  const app = NAME_LABELS.map((label) => labels[label]).find(Boolean);
  if (app) {
    hints.app = app;
  }
  if (origin.service) {
    hints.service = origin.service;
  }
  return hints;
}
function withoutGenerated(pod) {
  return /^(.+)-[bcdf-hj-np-tv-z2456789]{6,10}-[bcdf-hj-np-tv-z2456789]{5}$/.exec(
    pod
  )?.[1] ?? /^(.+)-[bcdf-hj-np-tv-z2456789]{5}$/.exec(pod)?.[1] ?? /^(.+)-\d{1,3}$/.exec(pod)?.[1] ?? pod;
}

// src/telemetry/LogAggregator.ts
var LOG_WINDOW_MS = 1e4;
var MAX_SAMPLE = 4e3;
var MAX_WORKLOADS = 5e3;
var LogAggregator = class {
  #miners = /* @__PURE__ */ new Map();
  #createMiner;
  constructor(options) {
    this.#createMiner = options.createMiner;
  }
  aggregate(lines) {
    const signals = /* @__PURE__ */ new Map();
    const windows = /* @__PURE__ */ new Map();
    for (const { record, workload } of lines) {
      const mined = this.#minerOf(workload.key).add(record.body);
      const id = `${workload.key}|${mined.id}`;
      const known = signals.get(id);
      signals.set(id, {
        workloadKey: workload.key,
        templateHash: mined.id,
        template: mined.text,
        severity: worst(known?.severity, record.severity),
        replaces: mined.supersedes.at(-1)
      });
      const bucket = Math.floor(record.at / LOG_WINDOW_MS) * LOG_WINDOW_MS;
      const window = windows.get(`${id}|${bucket}`);
      if (window) {
        window.count += 1;
      } else {
        windows.set(`${id}|${bucket}`, {
          workloadKey: workload.key,
          templateHash: mined.id,
          bucket,
          count: 1,
          sample: sampleOf(record)
        });
      }
    }
    return { signals: [...signals.values()], windows: [...windows.values()] };
  }
  #minerOf(workloadKey2) {
    const miner = this.#miners.get(workloadKey2) ?? this.#createMiner();
    this.#miners.delete(workloadKey2);
    this.#miners.set(workloadKey2, miner);
    if (this.#miners.size > MAX_WORKLOADS) {
      const [quietest] = this.#miners.keys();
      this.#miners.delete(quietest);
    }
    return miner;
  }
};
function sampleOf({ at, body, origin }) {
  const text = body.length <= MAX_SAMPLE ? body : `${body.slice(0, MAX_SAMPLE / 4)}
\u2026
${body.slice(
    -MAX_SAMPLE * 3 / 4
  )}`;
  return { at, text, pod: origin.pod, container: origin.container };
}
var ORDER2 = [
  "unknown",
  "debug",
  "info",
  "warning",
  "error",
  "fatal"
];
function worst(known, severity) {
  return known !== void 0 && ORDER2.indexOf(known) > ORDER2.indexOf(severity) ? known : severity;
}

// src/telemetry/MetricWriter.ts
var import_node_crypto2 = require("node:crypto");

// src/telemetry/CounterRates.ts
var MAX_SERIES = 1e5;
var MAX_PAUSE_MS2 = 15 * 6e4;
var CounterRates = class {
  #last = /* @__PURE__ */ new Map();
  /** @returns the rate since the sample before, or `undefined` if there is none. */
  rate(seriesKey2, { at, value, type }) {
    const last = this.#last.get(seriesKey2);
    if (last && at <= last.at) {
      return void 0;
    }
    this.#last.delete(seriesKey2);
    this.#last.set(seriesKey2, { at, value });
    if (this.#last.size > MAX_SERIES) {
      const [oldest] = this.#last.keys();
      this.#last.delete(oldest);
    }
    if (!last || at - last.at > MAX_PAUSE_MS2) {
      return void 0;
    }
    const seconds = (at - last.at) / 1e3;
    if (type === "delta") {
      return value / seconds;
    }
    return (value < last.value ? value : value - last.value) / seconds;
  }
};
var COUNTER = /_(?:total|count|sum|bucket)$/;
var RATED = /\b(?:rate|irate|increase|delta|deriv|histogram_quantile)\s*\(/;
function isCounter({ name, query, type }) {
  if (type !== void 0) {
    return type !== "gauge";
  }
  return COUNTER.test(name) && !(query !== void 0 && RATED.test(query));
}

// src/telemetry/MetricWriter.ts
var MAX_LABELS = 40;
var MAX_LABEL_TEXT = 500;
var MAX_SERIES_PER_BATCH = 2e4;
var MetricWriter = class {
  #redactor;
  /** Points of one answer share the labels of their series: each is looked through once. */
  #redacted = /* @__PURE__ */ new WeakMap();
  #rates = new CounterRates();
  constructor(redactor) {
    this.#redactor = redactor;
  }
  write(records) {
    const series = /* @__PURE__ */ new Map();
    const points = [];
    let dropped = 0;
    let redactions = 0;
    for (const { record, workload } of records) {
      if (!Number.isFinite(record.value)) {
        continue;
      }
      const rated = isCounter(record);
      const { texts: labels, count } = this.#redact(record.labels);
      redactions += count;
      const key = seriesKey(record, labels, rated);
      if (!series.has(key) && series.size >= MAX_SERIES_PER_BATCH) {
        dropped += 1;
        continue;
      }
      const value = rated ? this.#rates.rate(key, record) : record.value;
      series.set(key, {
        key,
        workloadKey: workload?.key,
        instance: record.origin.instance,
        name: record.name,
        query: rated ? record.query ?? `rate(${record.name})` : record.query,
        labels
      });
      if (value !== void 0) {
        points.push({ seriesKey: key, at: record.at, value });
      }
    }
    return { series: [...series.values()], points, dropped, redactions };
  }
  /** Counts what it took out the first time alone. */
  #redact(labels) {
    const known = this.#redacted.get(labels);
    if (known) {
      return { texts: known.texts, count: 0 };
    }
    const redacted = this.#redactor.redactValues(cutLabels(labels));
    this.#redacted.set(labels, redacted);
    return redacted;
  }
  /** Each counter begins anew. */
  forget() {
    this.#rates = new CounterRates();
  }
};
function cutLabels(labels) {
  return Object.fromEntries(
    Object.entries(labels).sort(([a], [b]) => a < b ? -1 : 1).slice(0, MAX_LABELS).map(([key, value]) => [key, value.slice(0, MAX_LABEL_TEXT)])
  );
}
function seriesKey({ origin, name, query }, labels, rated) {
  return (0, import_node_crypto2.createHash)("sha256").update(JSON.stringify([origin.instance, name, query ?? "", rated, labels])).digest("hex").slice(0, 32);
}

// src/telemetry/ResourceStates.ts
var import_node_crypto3 = require("node:crypto");
var MAX_OBJECTS2 = 2e5;
var TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
var ResourceStates = class {
  #redactor;
  #last = /* @__PURE__ */ new Map();
  constructor(redactor) {
    this.#redactor = redactor;
  }
  /**
   * The state of an object with the number of redactions; `changed` says that it is not the one that
   * was seen before.
   *
   * A state is dated by the newest time that it tells of itself, since it is read some time after it
   * came about.
   */
  next(record, workloadKey2) {
    const { body, redactions } = trimObject(
      record.objectKind,
      record.body,
      (text) => this.#redactor.redact(text)
    );
    const deleted = record.deleted ?? false;
    const hash = (0, import_node_crypto3.createHash)("sha256").update(stableJson(body)).update(deleted ? "deleted" : "").digest("hex").slice(0, 32);
    const key = [
      record.system,
      record.instance,
      record.objectKind,
      record.namespace ?? "",
      record.name
    ].join("|");
    const last = this.#last.get(key);
    const changed = last?.hash !== hash;
    const validFrom = changed ? dateState({ told: newestTime(body, record.at), last, record, deleted }) : last.validFrom;
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
        workloadKey: workloadKey2,
        validFrom,
        deleted,
        body,
        hash
      }
    };
  }
  #remember(key, state) {
    this.#last.delete(key);
    this.#last.set(key, state);
    if (this.#last.size > MAX_OBJECTS2) {
      const [oldest] = this.#last.keys();
      this.#last.delete(oldest);
    }
  }
  /** Forgets all that was seen: after versions were hidden, states count as new again. */
  forget() {
    this.#last.clear();
  }
};
function dateState(options) {
  const { told, last, record, deleted } = options;
  return deleted || told === void 0 || last && told <= last.validFrom ? record.at : told;
}
function newestTime(value, at) {
  if (typeof value === "string") {
    const time = TIME.test(value) ? readTime(value) : void 0;
    return time !== void 0 && time <= at ? time : void 0;
  }
  return partsOf(value).reduce((newest, part) => {
    const time = newestTime(part, at);
    return time === void 0 || newest !== void 0 && newest >= time ? newest : time;
  }, void 0);
}
function partsOf(value) {
  if (Array.isArray(value)) {
    return value;
  }
  return isObject(value) ? Object.values(value) : [];
}
function stableJson(value) {
  if (Array.isArray(value)) {
    return `[${value.map(stableJson).join(",")}]`;
  }
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

// src/telemetry/originOfResource.ts
var WORKLOAD_KINDS = /* @__PURE__ */ new Set([
  "Pod",
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "InferenceService",
  "SparkApplication",
  "Node"
]);
function originOfResource(record) {
  const { system, instance, namespace, objectKind, name } = record;
  if (objectKind === "Pod") {
    return { system, instance, namespace, pod: name };
  }
  return objectKind === "Node" ? { system, instance, node: name } : { system, instance, namespace, owner: { kind: objectKind, name } };
}

// src/telemetry/readPage.ts
var EXCERPT = 500;
var LATEST = 864e13;
function readPage(page, redactor) {
  const { source = "unknown", instance = "unknown", at = 0 } = page.from ?? {};
  const records = [];
  const deadLetters = [...page.deadLetters];
  const refuse = (text, reason) => {
    const excerpt = redactor.redact(text.slice(0, EXCERPT)).text;
    deadLetters.push({ at, source, reason, excerpt });
  };
  const take = (record) => {
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
    if ("reason" in message) {
      refuse(text, message.reason);
    } else {
      message.records.forEach(take);
    }
  }
  return { records, deadLetters };
}
function read(text, options) {
  try {
    return readMessage(text, options);
  } catch (error) {
    return { reason: `could not be read: ${error}`.slice(0, EXCERPT) };
  }
}
function describe(record) {
  switch (record.kind) {
    case "log":
      return record.body;
    case "change":
      return record.summary;
    case "resource":
      return `${record.objectKind} ${record.namespace ?? ""}/${record.name}`;
    default:
      return record.name;
  }
}

// src/telemetry/TelemetryPipeline.ts
var MAX_LINE2 = 32e3;
var TelemetryPipeline = class {
  #owners = new OwnerIndex();
  #states;
  #metrics;
  #logs;
  #redactor;
  #environmentOf;
  constructor(options) {
    this.#redactor = options.redactor;
    this.#states = new ResourceStates(options.redactor);
    this.#metrics = new MetricWriter(options.redactor);
    this.#environmentOf = options.environmentOf;
    this.#logs = new LogAggregator(options);
  }
  process(page) {
    const workloads = /* @__PURE__ */ new Map();
    const find = (origin) => {
      const workload = workloadOf(origin, {
        owners: this.#owners,
        environmentOf: this.#environmentOf
      });
      if (workload && !workloads.has(workload.key)) {
        workloads.set(workload.key, workload);
      }
      return workload;
    };
    const { records, deadLetters } = readPage(page, this.#redactor);
    const kinds = byKind(records);
    kinds.resource.forEach((record) => this.#owners.add(record));
    const complete = new Set(page.complete);
    const resources = this.#resources(kinds.resource, complete, find);
    const logs = this.#lines(kinds.log, find);
    const metrics = this.#metrics.write(
      kinds.metric.map((record) => ({ record, workload: find(record.origin) }))
    );
    const changes = this.#changes(kinds.change, find);
    const mined = this.#logs.aggregate(logs.lines);
    return {
      ...mined,
      series: metrics.series,
      points: metrics.points,
      dropped: metrics.dropped,
      resources: resources.writes,
      changes: changes.writes,
      complete: page.complete ?? [],
      listedAt: page.listedAt,
      deadLetters,
      workloads: [...workloads.values()],
      lastAt: records.at(-1)?.at,
      newestAt: records.reduce(
        (newest, { at }) => newest !== void 0 && newest >= at ? newest : at,
        void 0
      ),
      records: records.length,
      redactions: resources.redactions + logs.redactions + metrics.redactions + changes.redactions
    };
  }
  retract() {
    this.#states.forget();
    this.#metrics.forget();
  }
  #resources(records, complete, find) {
    const writes = [];
    let redactions = 0;
    for (const record of records) {
      const workload = WORKLOAD_KINDS.has(record.objectKind) ? find(originOfResource(record)) : void 0;
      const next = this.#states.next(record, workload?.key);
      if (next.changed || complete.has(`${record.instance}/${record.objectKind}`)) {
        writes.push(next.write);
        redactions += next.changed ? next.redactions : 0;
      }
    }
    return { writes, redactions };
  }
  #changes(records, find) {
    let redactions = 0;
    const writes = records.map((record) => {
      const { text, count } = this.#redactor.redact(record.summary);
      redactions += count;
      return toChange({ ...record, summary: text }, find(record.origin));
    });
    return { writes, redactions };
  }
  #lines(records, find) {
    let redactions = 0;
    const lines = joinMultiline(records).flatMap((record) => {
      const workload = find(record.origin);
      const { text, count } = this.#redactor.redact(cutLine(record.body));
      redactions += count;
      return workload ? [{ record: { ...record, body: text }, workload }] : [];
    });
    return { lines, redactions };
  }
};
function toChange(record, workload) {
  const { at, origin, changeKind, summary, actor, url } = record;
  return {
    id: (0, import_node_crypto4.createHash)("sha256").update(JSON.stringify([at, origin, changeKind, summary])).digest("hex").slice(0, 32),
    at,
    workloadKey: workload?.key,
    subject: {
      system: origin.system,
      instance: origin.instance,
      kind: workload?.kind ?? "Namespace",
      namespace: origin.namespace,
      name: workload?.name ?? origin.namespace ?? origin.instance
    },
    kind: changeKind,
    summary,
    actor,
    url
  };
}
function byKind(records) {
  const kinds = {
    log: [],
    metric: [],
    resource: [],
    change: []
  };
  for (const record of records) {
    if (record.kind === "log") kinds.log.push(record);
    else if (record.kind === "metric") kinds.metric.push(record);
    else if (record.kind === "resource") kinds.resource.push(record);
    else kinds.change.push(record);
  }
  return kinds;
}
var cutLine = (line) => line.length <= MAX_LINE2 ? line : `${line.slice(0, MAX_LINE2 / 4)}
\u2026
${line.slice(-MAX_LINE2 * 3 / 4)}`;

// src/telemetry/thread/createPipeline.ts
function createPipeline(settings) {
  return new TelemetryPipeline({
    redactor: new TelemetryRedactor(settings.redact),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf: (instance, namespace) => environmentNameOf({ instance, namespace }, settings.environments)
  });
}

// src/telemetry/thread/worker.ts
function serve(port, settings) {
  const pipeline = createPipeline(settings);
  port.on("message", (request) => {
    port.postMessage(answer(pipeline, request));
  });
}
function answer(pipeline, request) {
  const { id } = request;
  try {
    if ("page" in request) {
      return { id, processed: pipeline.process(request.page) };
    }
    pipeline.retract();
    return { id };
  } catch (error) {
    return { id, error: String(error) };
  }
}
if (import_node_worker_threads.parentPort) {
  serve(import_node_worker_threads.parentPort, import_node_worker_threads.workerData);
}
