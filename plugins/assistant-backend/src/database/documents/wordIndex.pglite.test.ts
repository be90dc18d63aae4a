import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import { migrate } from '../migrate';
import { ProcessRegistry } from '../ProcessRegistry';
import {
  DIMENSIONS,
  EMBEDDER,
  createDocument,
  everyone,
  readerOf,
} from '../testUtils/documents';
import { openTemporaryPglite } from '../testUtils/eachEngine';
import { DatabaseDocumentBase } from './DatabaseDocumentBase';

const { signal } = new AbortController();
const COPIES = 3_000;

jest.setTimeout(120_000);

/** A scan scores each row anew, 0.15 ms each: the index is what keeps questions short. */
describe('the word index of the embedded engine', () => {
  let opened: Awaited<ReturnType<typeof openTemporaryPglite>>;
  let base: DatabaseDocumentBase;

  beforeAll(async () => {
    opened = await openTemporaryPglite();
    const { engine } = opened;
    await migrate(engine);
    base = new DatabaseDocumentBase({
      engine,
      processes: await ProcessRegistry.create({ exclusive: true }),
    });
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    const { generation } = writer;
    await writer.write([createDocument('a', ['restart the pods'])], { signal });
    await engine.knex.raw(
      `insert into doc_chunk_g${generation} (gen, doc_no, entity_id, ord, lang, kind, heading_path, body, body_hash, lexical, words)
       select gen, doc_no, entity_id, n, lang, kind, heading_path, body || n, sha256(convert_to(n::text, 'utf8')),
         lexical || ' word' || n, words
       from doc_chunk_g${generation}, generate_series(1, ${COPIES}) n where ord = 0`,
    );
    await writer.seal([], { signal });
    await base.activate({ generation });
  });

  afterAll(async () => {
    await opened?.dispose();
  });

  /** The plan of the very statement that a search runs. */
  async function planOf(filter: ReadFilter): Promise<string> {
    const { knex } = opened.engine;
    const seen: Array<{ sql: string; bindings: unknown[] }> = [];
    const look = (query: { sql: string; bindings: unknown[] }) =>
      seen.push(query);
    knex.on('query', look);
    const reader = await base.open({ signal });
    const hits = await reader?.search({
      filter,
      text: 'restart word17',
      limit: 10,
      signal,
    });
    knex.removeListener('query', look);
    expect(hits?.[0].body).toBe('restart the pods17');
    const search = seen.find(({ sql }) => sql.includes('order by score limit'));
    const { rows } = await knex.client
      .acquireConnection()
      .then(async (connection: PgConnection) => {
        try {
          return await connection.query(
            `explain ${search?.sql}`,
            search?.bindings ?? [],
          );
        } finally {
          await knex.client.releaseConnection(connection);
        }
      });
    return JSON.stringify(rows);
  }

  interface PgConnection {
    query(sql: string, bindings: unknown[]): Promise<{ rows: unknown[] }>;
  }

  it.each([
    ['everything', everyone],
    ['some entities', readerOf(['component:default/checkout'])],
  ])('is used by a search over %s', async (_, filter) => {
    await expect(planOf(filter)).resolves.toMatch(/Index Scan using \w+_bm25/);
  });
});
