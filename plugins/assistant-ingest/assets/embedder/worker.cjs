// Made by wasm/build.mjs from src/embedding/local/worker.ts. Do not edit.
/* eslint-disable */
"use strict";

// src/embedding/local/worker.ts
var import_node_worker_threads = require("node:worker_threads");

// src/embedding/local/loadTextEmbedder.ts
var import_promises2 = require("node:fs/promises");
var import_node_path2 = require("node:path");

// src/embedding/local/limits.ts
var MAX_TOKENS = 512;
var MAX_CHARACTERS = MAX_TOKENS * 16;

// src/embedding/local/MatrixKernel.ts
var PAGE_BYTES = 65536;
var MatrixKernel = class {
  #memory;
  #multiply;
  #used = 0;
  constructor(options) {
    const { memory, multiply } = new WebAssembly.Instance(options.module).exports;
    if (!(memory instanceof WebAssembly.Memory) || typeof multiply !== "function") {
      throw new Error(
        'kernel.wasm does not export "memory" and "multiply"; reinstall the package'
      );
    }
    memory.grow(Math.ceil(options.memoryBytes / PAGE_BYTES));
    this.#memory = memory;
    this.#multiply = multiply;
  }
  floats(rows, width) {
    const address = this.#allocate(rows * width * 4);
    return {
      address,
      width,
      data: new Float32Array(this.#memory.buffer, address, rows * width)
    };
  }
  integers(rows, width) {
    const address = this.#allocate(rows * width * 2);
    return {
      address,
      width,
      data: new Int16Array(this.#memory.buffer, address, rows * width)
    };
  }
  layer(tensors, name) {
    const weights = tensors.int8(`${name}.weight`);
    const scales = tensors.float32(`${name}.scale`);
    const biases = tensors.float32(`${name}.bias`);
    const layer = {
      inputs: weights.length / scales.length,
      outputs: scales.length,
      weights: this.#allocate(weights.length),
      scales: this.floats(1, scales.length),
      biases: this.floats(1, biases.length)
    };
    if (layer.inputs % 16 || layer.outputs % 4 || biases.length !== scales.length) {
      throw new RangeError(
        `Layer ${name} has an impossible shape: ${weights.length} weights, ${scales.length} outputs`
      );
    }
    new Int8Array(this.#memory.buffer, layer.weights, weights.length).set(
      weights
    );
    layer.scales.data.set(scales);
    layer.biases.data.set(biases);
    return {
      ...layer,
      scales: layer.scales.address,
      biases: layer.biases.address
    };
  }
  /**
   * `output[row] = layer(input[row])`. The kernel works on pairs of rows: both matrices need room for an even number.
   * A layer with more inputs than the matrix is wide reads on into the next rows: a window over neighbours.
   */
  apply(options) {
    const { layer, input, inputScale, rows, output } = options;
    this.#multiply(
      input.address,
      input.width * 2,
      rows + rows % 2,
      layer.inputs,
      layer.weights,
      layer.outputs,
      inputScale,
      layer.scales,
      layer.biases,
      output.address,
      output.width * 4
    );
  }
  #allocate(bytes) {
    const address = this.#used;
    this.#used += Math.ceil(bytes / 16) * 16;
    if (this.#used > this.#memory.buffer.byteLength) {
      throw new RangeError(
        `The embedder's memory of ${this.#memory.buffer.byteLength} bytes is too small`
      );
    }
    return address;
  }
};

// src/embedding/local/PieceTokenizer.ts
var UNKNOWN = 0;
var START = 1;
var END = 2;
var CONTROL_PIECES = 3;
var UNREACHED = -Infinity;
var PieceTokenizer = class {
  #normalizer;
  #vocabulary;
  /** Edges of the prefix tree: node * 65536 + UTF-16 unit -\> node. */
  #edges = /* @__PURE__ */ new Map();
  /** Node -\> piece that ends there, or -1. */
  #ends = [-1];
  constructor(options) {
    this.#normalizer = options.normalizer;
    this.#vocabulary = options.vocabulary;
    options.vocabulary.pieces.forEach((piece, index) => {
      if (index >= CONTROL_PIECES) {
        this.#addPiece(piece, index);
      }
    });
  }
  /** At most `maxTokens` ids, start and end included; what is longer is cut off. An empty text is one unknown piece. */
  encode(text, maxTokens) {
    const normalized = this.#normalizer.normalize(
      text.slice(0, MAX_CHARACTERS)
    );
    const ids = normalized ? this.#mostLikely(normalized) : [UNKNOWN];
    return [START, ...ids.slice(0, maxTokens - 2), END];
  }
  #addPiece(piece, index) {
    let node = 0;
    for (let i = 0; i < piece.length; i++) {
      const edge = node * 65536 + piece.charCodeAt(i);
      let next = this.#edges.get(edge);
      if (next === void 0) {
        next = this.#ends.push(-1) - 1;
        this.#edges.set(edge, next);
      }
      node = next;
    }
    this.#ends[node] = index;
  }
  /** Each place in the text keeps only its best arrival: (score, where the last piece started, which piece it was). */
  #mostLikely(text) {
    const best = new Float64Array(text.length + 1).fill(UNREACHED);
    const startOf = new Uint32Array(text.length + 1);
    const pieceOf = new Uint32Array(text.length + 1);
    best[0] = 0;
    const arrive = (from, to, piece, score) => {
      if (best[from] + score > best[to]) {
        best[to] = best[from] + score;
        startOf[to] = from;
        pieceOf[to] = piece;
      }
    };
    for (let from = 0; from < text.length; from++) {
      if (best[from] !== UNREACHED) {
        this.#leave(text, from, arrive);
      }
    }
    const ids = [];
    for (let place = text.length; place > 0; place = startOf[place]) {
      ids.push(pieceOf[place]);
    }
    return ids.reverse();
  }
  #leave(text, from, arrive) {
    const { scores, unknownScore } = this.#vocabulary;
    const single = from + (text.codePointAt(from) > 65535 ? 2 : 1);
    let hasSingle = false;
    let node = 0;
    for (let to = from + 1; to <= text.length; to++) {
      node = this.#edges.get(node * 65536 + text.charCodeAt(to - 1));
      if (node === void 0) {
        break;
      }
      const piece = this.#ends[node];
      if (piece >= 0) {
        arrive(from, to, piece, scores[piece]);
        hasSingle ||= to === single;
      }
    }
    if (!hasSingle) {
      arrive(from, single, UNKNOWN, unknownScore);
    }
  }
};

// src/embedding/local/readAsset.ts
var import_promises = require("node:fs/promises");
var import_node_path = require("node:path");
var import_node_util = require("node:util");
var import_node_zlib = require("node:zlib");

// src/embedding/local/readTensors.ts
var LENGTH_BYTES = 8;
var REMEDY = "reinstall the package";
function readTensors(buffer) {
  const { metadata, entries, dataStart } = readHeader(buffer);
  function place(name, dtype, elementBytes) {
    const entry = entries[name];
    if (entry?.dtype !== dtype) {
      throw new Error(
        `The embedder asset has no ${dtype} array "${name}"; ${REMEDY}`
      );
    }
    const [from, to] = entry.data_offsets;
    if (!(from >= 0 && to >= from && dataStart + to <= buffer.byteLength)) {
      throw new Error(`The embedder asset is cut off at "${name}"; ${REMEDY}`);
    }
    return [dataStart + from, (to - from) / elementBytes];
  }
  const uint8 = (name) => new Uint8Array(buffer, ...place(name, "U8", 1));
  return {
    metadata,
    uint8,
    int8: (name) => new Int8Array(buffer, ...place(name, "I8", 1)),
    uint32: (name) => new Uint32Array(buffer, ...place(name, "U32", 4)),
    float32: (name) => new Float32Array(buffer, ...place(name, "F32", 4)),
    text: (name) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      uint8(name)
    )
  };
}
function readHeader(buffer) {
  try {
    const length = Number(new DataView(buffer).getBigUint64(0, true));
    const text = new TextDecoder().decode(
      new Uint8Array(buffer, LENGTH_BYTES, length)
    );
    const { __metadata__: metadata = {}, ...entries } = JSON.parse(text);
    return {
      metadata,
      entries,
      dataStart: LENGTH_BYTES + length
    };
  } catch (error) {
    throw new Error(`The embedder asset is not a safetensors file; ${REMEDY}`, {
      cause: error
    });
  }
}

// src/embedding/local/readAsset.ts
async function readAsset(directory) {
  const raw = await (0, import_node_util.promisify)(import_node_zlib.brotliDecompress)(
    await (0, import_promises.readFile)((0, import_node_path.join)(directory, "model.safetensors.br"))
  );
  return readTensors(new Uint8Array(raw).buffer);
}

// src/embedding/local/matrixOperations.ts
var ACTIVATION_LIMIT = 8191;
function quantizeRows(source, rows, target, firstRow = 0) {
  const { matrix, from, count } = source;
  const { data, width } = matrix;
  let peak = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = row * width + from, end = i + count; i < end; i++) {
      const size = Math.abs(data[i]);
      peak = size > peak ? size : peak;
    }
  }
  const factor = peak > 0 ? ACTIVATION_LIMIT / peak : 0;
  for (let row = 0; row < rows; row++) {
    let out = (firstRow + row) * target.width;
    for (let i = row * width + from, end = i + count; i < end; i++, out++) {
      const value = data[i] * factor;
      target.data[out] = value < 0 ? value - 0.5 : value + 0.5;
    }
  }
  return peak / ACTIVATION_LIMIT;
}
function normalizeRows({ data, width }, rows, { gain, bias, epsilon }) {
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let sum = 0;
    let squares = 0;
    for (let i = start; i < start + width; i++) {
      sum += data[i];
    }
    const mean = sum / width;
    for (let i = start; i < start + width; i++) {
      squares += (data[i] - mean) * (data[i] - mean);
    }
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let i = 0; i < width; i++) {
      data[start + i] = (data[start + i] - mean) * factor * gain[i] + bias[i];
    }
  }
}
function addRectified(values, source, target, rows) {
  for (let row = 0; row < rows; row++) {
    const from = row * source.matrix.width + source.from;
    const to = row * target.matrix.width + target.from;
    for (let i = 0; i < values.width; i++) {
      const value = values.data[row * values.width + i];
      target.matrix.data[to + i] = (value > 0 ? value : 0) + source.matrix.data[from + i];
    }
  }
}
function addInPlace(target, source, count) {
  for (let i = 0; i < count; i++) {
    target.data[i] += source.data[i];
  }
}
function rectify({ data }, count) {
  for (let i = 0; i < count; i++) {
    data[i] = data[i] > 0 ? data[i] : 0;
  }
}
function scaleInPlace({ data }, count, factor) {
  for (let i = 0; i < count; i++) {
    data[i] *= factor;
  }
}
function lengthOf({ data }, count) {
  let squares = 0;
  for (let i = 0; i < count; i++) {
    squares += data[i] * data[i];
  }
  return Math.sqrt(squares) || 1;
}

// src/embedding/local/DenseRunner.ts
var DenseRunner = class {
  #kernel;
  #scratch;
  /** No product may need more than `rows` x `width` integers; the kernel reads an even number of rows. */
  constructor(kernel, size) {
    this.#kernel = kernel;
    this.#scratch = kernel.integers(size.rows + size.rows % 2, size.width);
  }
  /** `output[row] = layer(source[row])` */
  rows(options) {
    const { layer, source, rows, output } = options;
    const input = { ...this.#scratch, width: layer.inputs };
    const inputScale = quantizeRows(source, rows, input);
    this.#kernel.apply({ layer, input, inputScale, rows, output });
  }
  /** The same for a single row. */
  row(layer, matrix, output) {
    const source = { matrix, from: 0, count: layer.inputs };
    this.rows({ layer, source, rows: 1, output });
  }
};

// src/embedding/local/SentenceHead.ts
var MAX_WIDTH = 1280;
var LAYERS = ["sum", "d0", "d1", "d2", "d3", "p1", "p3", "axes"];
var SentenceHead = class {
  dimensions;
  #layers;
  #dense;
  #buffers;
  constructor(options) {
    const { tensors, kernel } = options;
    this.#layers = Object.fromEntries(
      LAYERS.map((name) => [name, kernel.layer(tensors, name)])
    );
    this.#dense = new DenseRunner(kernel, { rows: 2, width: MAX_WIDTH });
    const buffer = () => kernel.floats(2, MAX_WIDTH);
    this.#buffers = {
      mean: buffer(),
      sentence: buffer(),
      deep0: buffer(),
      deep1: buffer(),
      deep2: buffer(),
      deep3: buffer(),
      part: buffer()
    };
    this.dimensions = this.#layers.axes.outputs;
  }
  /** The unit vector of a sentence whose tokens have these features. */
  apply(features, count) {
    const { part, deep3 } = this.#buffers;
    this.#sum(features, count);
    this.#deepen();
    this.#dense.row(this.#layers.axes, deep3, part);
    const length = lengthOf(part, this.dimensions);
    return part.data.slice(0, this.dimensions).map((value) => value / length);
  }
  /** Sum over the tokens through one layer, divided by the square root of their number. */
  #sum(features, count) {
    const { mean, sentence } = this.#buffers;
    const { data, width } = features;
    mean.data.fill(0);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < width; i++) {
        mean.data[i] += data[row * width + i] / count;
      }
    }
    this.#dense.row(this.#layers.sum, mean, sentence);
    scaleInPlace(sentence, this.#layers.sum.outputs, Math.sqrt(count));
  }
  #deepen() {
    const { d0, d1, d2, d3, p1, p3 } = this.#layers;
    const { sentence, deep0, deep1, deep2, deep3, part } = this.#buffers;
    this.#dense.row(d0, sentence, deep0);
    rectify(deep0, d0.outputs);
    this.#dense.row(p1, sentence, deep1);
    this.#dense.row(d1, deep0, part);
    addInPlace(deep1, part, d1.outputs);
    rectify(deep1, d1.outputs);
    this.#dense.row(d2, deep1, deep2);
    rectify(deep2, d2.outputs);
    this.#dense.row(p3, deep1, deep3);
    this.#dense.row(d3, deep2, part);
    addInPlace(deep3, part, d3.outputs);
    for (let i = 0; i < d3.outputs; i++) {
      deep3.data[i] = Math.tanh(deep3.data[i]);
    }
    scaleInPlace(deep3, d3.outputs, 1 / lengthOf(deep3, d3.outputs));
  }
};

// src/embedding/local/SentenceEncoder.ts
var EMBEDDING_WIDTH = 512;
var BRANCH_WIDTH = 256;
var BRANCHES = [
  { size: 2, before: 0 },
  { size: 3, before: 1 },
  { size: 5, before: 2 }
];
var PROJECTED_WIDTH = BRANCHES.length * BRANCH_WIDTH;
var FEATURE_WIDTH = EMBEDDING_WIDTH + PROJECTED_WIDTH;
var TABLE_BLOCKS = 17;
var MEMORY_BYTES = 16 * 1024 * 1024;
var SentenceEncoder = class {
  #kernel;
  #head;
  #dense;
  #table;
  #projection;
  #norms;
  #convolutions;
  #buffers;
  constructor(options) {
    const { tensors, maxTokens } = options;
    const kernel = options.createKernel(MEMORY_BYTES);
    this.#kernel = kernel;
    this.#head = new SentenceHead({ tensors, kernel });
    this.#dense = new DenseRunner(kernel, {
      rows: maxTokens,
      width: EMBEDDING_WIDTH
    });
    this.#table = {
      rows: tensors.uint8("table"),
      ids: tensors.uint32("piece.id"),
      scale: tensors.float32("table.scale"),
      low: tensors.float32("table.low")
    };
    this.#projection = kernel.layer(tensors, "proj");
    this.#convolutions = BRANCHES.map(({ size }) => ({
      first: kernel.layer(tensors, `conv${size}.first`),
      second: kernel.layer(tensors, `conv${size}.second`)
    }));
    this.#norms = {
      proj: readNorm(tensors, "norm.proj"),
      features: readNorm(tensors, "norm.features")
    };
    this.#buffers = allocateBuffers(kernel, maxTokens);
  }
  get dimensions() {
    return this.#head.dimensions;
  }
  /** The unit vector of a sequence of table rows (start and end included). */
  encode(rows) {
    const count = rows.length;
    const { features, projected } = this.#buffers;
    this.#lookUp(rows);
    this.#dense.rows({
      layer: this.#projection,
      source: { matrix: features, from: 0, count: EMBEDDING_WIDTH },
      rows: count,
      output: projected
    });
    normalizeRows(projected, count, this.#norms.proj);
    BRANCHES.forEach((_, branch) => this.#convolve(branch, count));
    normalizeRows(features, count, this.#norms.features);
    return this.#head.apply(features, count);
  }
  #lookUp(rows) {
    const { data, width } = this.#buffers.features;
    rows.forEach((row, position) => {
      const block = this.#table.ids[row] % TABLE_BLOCKS;
      const scale = this.#table.scale[block];
      const low = this.#table.low[block];
      const source = row * EMBEDDING_WIDTH;
      for (let i = 0; i < EMBEDDING_WIDTH; i++) {
        data[position * width + i] = this.#table.rows[source + i] * scale + low;
      }
    });
  }
  /** Two convolutions, each `relu(window * weights) + input`; the result becomes a part of the features. */
  #convolve(branch, count) {
    const { projected, hidden, output, features } = this.#buffers;
    const { first, second } = this.#convolutions[branch];
    const offset = branch * BRANCH_WIDTH;
    const part = (matrix, from) => ({
      matrix,
      from,
      count: BRANCH_WIDTH
    });
    const source = part(projected, offset);
    const middle = part(hidden, 0);
    this.#window(branch, first, source, count);
    addRectified(output, source, middle, count);
    this.#window(branch, second, middle, count);
    const target = part(features, EMBEDDING_WIDTH + offset);
    addRectified(output, middle, target, count);
  }
  /** Zero rows stand for the neighbours that the first and the last tokens do not have. */
  #window(branch, layer, source, count) {
    const { padded, output } = this.#buffers;
    const { size, before } = BRANCHES[branch];
    const inputScale = quantizeRows(source, count, padded, before);
    const end = (before + count) * BRANCH_WIDTH;
    padded.data.fill(0, 0, before * BRANCH_WIDTH);
    padded.data.fill(0, end, end + size * BRANCH_WIDTH);
    const options = { layer, input: padded, inputScale, rows: count, output };
    this.#kernel.apply(options);
  }
};
function readNorm(tensors, name) {
  return {
    gain: tensors.float32(`${name}.gain`),
    bias: tensors.float32(`${name}.bias`),
    epsilon: Number(tensors.metadata.epsilon)
  };
}
function allocateBuffers(kernel, maxTokens) {
  const rows = maxTokens + maxTokens % 2;
  return {
    features: kernel.floats(rows, FEATURE_WIDTH),
    projected: kernel.floats(rows, PROJECTED_WIDTH),
    hidden: kernel.floats(rows, BRANCH_WIDTH),
    output: kernel.floats(rows, BRANCH_WIDTH),
    padded: kernel.integers(rows + 8, BRANCH_WIDTH)
  };
}

// src/embedding/local/TextNormalizer.ts
var SPACE_SYMBOL = "\u2581";
var LONE_SURROGATE = new RegExp("\\p{Surrogate}", "gu");
var TextNormalizer = class {
  #replacements;
  /** First UTF-16 unit of a source -\> length of the longest source that starts with it. */
  #longest = /* @__PURE__ */ new Map();
  constructor(pairs) {
    this.#replacements = new Map(
      pairs.sources.map((source, i) => [source, pairs.replacements[i]])
    );
    for (const source of pairs.sources) {
      const first = source.charCodeAt(0);
      this.#longest.set(
        first,
        Math.max(this.#longest.get(first) ?? 0, source.length)
      );
    }
  }
  /** Broken Unicode (lone surrogates) counts as U+FFFD. A text of nothing but spaces gives an empty string. */
  normalize(text) {
    const wellFormed = text.replace(LONE_SURROGATE, "\uFFFD");
    let output = "";
    for (let i = 0; i < wellFormed.length; ) {
      const source = this.#longestSource(wellFormed, i);
      output += source === void 0 ? wellFormed[i] : this.#replacements.get(source);
      i += source?.length ?? 1;
    }
    const spaced = output.replace(/ +/g, " ").replace(/^ | $/g, "");
    return spaced && SPACE_SYMBOL + spaced.replaceAll(" ", SPACE_SYMBOL);
  }
  #longestSource(text, start) {
    const longest = this.#longest.get(text.charCodeAt(start)) ?? 0;
    for (let length = Math.min(longest, text.length - start); length > 0; length--) {
      const candidate = text.slice(start, start + length);
      if (this.#replacements.has(candidate)) {
        return candidate;
      }
    }
    return void 0;
  }
};

// src/embedding/local/loadTextEmbedder.ts
async function loadTextEmbedder(directory) {
  const [tensors, kernel] = await Promise.all([
    readAsset(directory),
    (0, import_promises2.readFile)((0, import_node_path2.join)(directory, "kernel.wasm"))
  ]);
  const module2 = await WebAssembly.compile(kernel);
  const tokenizer = createTokenizer(tensors);
  const encoder = new SentenceEncoder({
    tensors,
    maxTokens: MAX_TOKENS,
    createKernel: (memoryBytes) => new MatrixKernel({ module: module2, memoryBytes })
  });
  return {
    dimensions: encoder.dimensions,
    tokenize: (text) => tokenizer.encode(text, MAX_TOKENS),
    embedTokens: (tokens) => encoder.encode(tokens)
  };
}
function createTokenizer(tensors) {
  const [sources, replacements] = JSON.parse(
    tensors.text("normalizer.pairs")
  );
  return new PieceTokenizer({
    normalizer: new TextNormalizer({ sources, replacements }),
    vocabulary: {
      pieces: tensors.text("piece.text").split("\n"),
      scores: tensors.float32("piece.score"),
      unknownScore: Number(tensors.metadata.unknownScore)
    }
  });
}

// src/embedding/local/worker.ts
async function serve(port, options) {
  const embedder = await loadTextEmbedder(options.directory);
  port.on("message", (request) => {
    const reply = embedSlice(embedder, request);
    port.postMessage(
      reply,
      "vectors" in reply ? [reply.vectors.buffer] : []
    );
  });
}
function embedSlice(embedder, { id, texts }) {
  try {
    const vectors = new Float32Array(texts.length * embedder.dimensions);
    let tokens = 0;
    texts.forEach((text, i) => {
      const ids = embedder.tokenize(text);
      tokens += ids.length;
      vectors.set(embedder.embedTokens(ids), i * embedder.dimensions);
    });
    return { id, vectors, tokens };
  } catch (error) {
    return { id, error: String(error) };
  }
}
if (import_node_worker_threads.parentPort) {
  serve(import_node_worker_threads.parentPort, import_node_worker_threads.workerData).catch((error) => {
    setImmediate(() => {
      throw error;
    });
  });
}
