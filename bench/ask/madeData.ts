import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type {
  BaseDocument,
  DocumentBase,
} from '@smart-assistant/backstage-plugin-assistant-node';

const CHUNKS_PER_DOCUMENT = 5;
const WRITE_BATCH = 100;
const VECTOR_BATCH = 500;

/** mulberry32: the same data on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Components of many teams; `team-0` owns about one in a hundred, `team-0` to `team-9` one in ten. */
export function madeEntities(count: number): Entity[] {
  return Array.from({ length: count }, (_, n) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `service-${n}`, namespace: 'default', annotations: {} },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/team-${n % 100}`,
    },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${n % 100}` },
    ],
  }));
}

/** Paragraphs of the demo documents, from which the made ones are put together. */
function readParagraphs(): Array<{ text: string; language: 'en' | 'ru' }> {
  const folder = join(__dirname, '../../examples/documents');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .sort()
    .flatMap(name => readFileSync(join(folder, name), 'utf8').split(/\n\n+/))
    .filter(text => text.length > 80)
    .map(text => ({
      text,
      language: /\p{Script=Cyrillic}{4}/u.test(text) ? 'ru' : 'en',
    }));
}

function* madeDocuments(
  chunks: number,
  entities: number,
): Generator<BaseDocument> {
  const random = randomOf(7);
  const paragraphs = readParagraphs();
  const pick = () => paragraphs[Math.floor(random() * paragraphs.length)];
  for (let n = 0; n * CHUNKS_PER_DOCUMENT < chunks; n++) {
    const name = `service-${n % entities}`;
    yield {
      id: `component:default/${name}/page-${n}.md`,
      entityRef: `component:default/${name}`,
      title: `Page ${n} of ${name}`,
      path: `${name}/page-${n}.md`,
      url: `/docs/default/component/${name}/page-${n}`,
      revision: '1',
      chunks: Array.from({ length: CHUNKS_PER_DOCUMENT }, (_, ordinal) => {
        const { text, language } = pick();
        const body = `${text}\n\n${pick().text}\n\n${name} ${n}.${ordinal}`;
        return {
          ordinal,
          headingPath: [`Page ${n} of ${name}`, `Part ${ordinal}`],
          anchor: `part-${ordinal}`,
          kind: 'text' as const,
          body,
          language,
          bodyHash: createHash('sha256').update(body).digest('hex'),
        };
      }),
    };
  }
}

/** A unit vector per chunk; its direction means nothing, its cost is the real one. */
function madeVector(random: () => number, dimensions: number): Float32Array {
  const vector = Float32Array.from(
    { length: dimensions },
    () => random() - 0.5,
  );
  const norm = Math.hypot(...vector);
  return vector.map(value => value / norm);
}

/** Builds one generation of made documents and makes it active. */
export async function plant(
  documents: DocumentBase,
  options: {
    chunks: number;
    entities: number;
    embedder: { id: string; dimensions: number };
  },
): Promise<void> {
  const { signal } = new AbortController();
  const { id, dimensions } = options.embedder;
  const writer = await documents.begin({
    embedder: id,
    dimensions,
    trigger: 'bench',
  });
  let batch: BaseDocument[] = [];
  for (const document of madeDocuments(options.chunks, options.entities)) {
    batch.push(document);
    if (batch.length === WRITE_BATCH) {
      await writer.write(batch, { signal });
      batch = [];
    }
  }
  await writer.write(batch, { signal });
  const random = randomOf(11);
  for (;;) {
    const chunks = await writer.readUnembedded(VECTOR_BATCH);
    if (chunks.length === 0) {
      break;
    }
    await writer.writeVectors(
      chunks.map(({ chunkId }) => ({
        chunkId,
        vector: madeVector(random, dimensions),
      })),
    );
  }
  await writer.seal([{ check: 'bench', passed: true, detail: '' }], { signal });
  await documents.activate({ generation: writer.generation });
}
