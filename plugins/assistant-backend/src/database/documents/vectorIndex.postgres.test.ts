import { ProcessRegistry } from '../ProcessRegistry';
import { EXACT_UP_TO } from '../operations/documents/createIndexes';
import { selectRows } from '../sql';
import {
  DIMENSIONS,
  EMBEDDER,
  createDocument,
  embed,
  everyone,
} from '../testUtils/documents';
import { openTemporaryPostgres } from '../testUtils/eachEngine';
import { postgresUrl } from '../testUtils/postgresUrl';
import { migrate } from '../migrate';
import { DatabaseDocumentBase } from './DatabaseDocumentBase';

const { signal } = new AbortController();
const MADE = EXACT_UP_TO + 500;

jest.setTimeout(180_000);

const url = postgresUrl();
(url ? describe : describe.skip)('the vector index on a server', () => {
  let opened: Awaited<ReturnType<typeof openTemporaryPostgres>>;
  let base: DatabaseDocumentBase;
  let generation: number;

  beforeAll(async () => {
    opened = await openTemporaryPostgres(String(url));
    const { engine } = opened;
    await migrate(engine);
    base = new DatabaseDocumentBase({
      engine,
      processes: await ProcessRegistry.create({ exclusive: false }),
    });
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    generation = writer.generation;
    await writer.write([createDocument('a', ['restart the pods'])], { signal });
    // one page is written as always, its copies by the database: only their number matters here
    await engine.knex.raw(
      `insert into doc_chunk_g${generation} (gen, doc_no, entity_id, ord, lang, kind, heading_path, body, body_hash, tsv, words)
       select gen, doc_no, entity_id, n, lang, kind, heading_path, body || n, sha256(convert_to(n::text, 'utf8')), tsv, words
       from doc_chunk_g${generation}, generate_series(1, ${MADE}) n where ord = 0`,
    );
    await engine.knex.raw(`select setseed(0.5)`);
    await engine.knex.raw(
      `insert into doc_vector_g${generation} (gen, chunk_id, entity_id, embedding)
       select gen, id, entity_id, array[random() - 0.5, random() - 0.5, random() - 0.5, random() - 0.5]::float4[]::halfvec
       from doc_chunk_g${generation} where ord > 0`,
    );
    const rest = await writer.readUnembedded(10);
    await writer.writeVectors(
      rest.map(({ chunkId, text }) => ({ chunkId, vector: embed(text) })),
    );
    await writer.seal([], { signal });
    await base.activate({ generation });
  }, 180_000);

  afterAll(async () => {
    await opened?.dispose();
  });

  const readScans = async () => {
    const [row] = await selectRows<{ scans: number }>(
      opened.engine.knex,
      `select coalesce(pg_stat_get_numscans(to_regclass(?)), 0)::int as scans`,
      [`doc_vector_g${generation}_hnsw`],
    );
    return row.scans;
  };

  async function search(vector: Float32Array): Promise<string[]> {
    const reader = await base.open({ signal });
    const hits = await reader?.search({
      filter: everyone,
      text: '',
      vector,
      limit: 10,
      signal,
    });
    return (hits ?? []).map(({ chunkId }) => chunkId);
  }

  it('stands over a large generation', async () => {
    expect(opened.engine.hnsw).toBe(true);
    const rows = await selectRows<{ definition: string }>(
      opened.engine.knex,
      `select indexdef as definition from pg_indexes where indexname = ?`,
      [`doc_vector_g${generation}_hnsw`],
    );
    expect(rows).toEqual([
      { definition: expect.stringMatching(/USING hnsw .*halfvec\(4\)/) },
    ]);
  });

  it('is used by a search over all of it, and finds what an exact scan finds', async () => {
    const before = await readScans();
    const vector = embed('something to look for');
    const found = await search(vector);
    // the server counts uses with a delay
    const until = Date.now() + 30_000;
    while ((await readScans()) === before && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(await readScans()).toBeGreaterThan(before);
    const exact = await selectRows<{ id: string }>(
      opened.engine.knex,
      `select chunk_id::text as id from doc_vector_g${generation} order by (embedding <=> ?::halfvec) + 0 limit 10`,
      [`[${[...vector].join(',')}]`],
    );
    const wanted = new Set(exact.map(({ id }) => id));
    expect(found).toHaveLength(10);
    expect(found.filter(id => wanted.has(id)).length).toBeGreaterThanOrEqual(9);
  });
});
