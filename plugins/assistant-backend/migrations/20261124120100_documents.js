// @ts-check

/**
 * The document base: documents, chunks, vectors and word counts of each generation.
 *
 * The tables `doc`, `doc_chunk`, `doc_vector` and `lexeme_df` hold no rows themselves. Each
 * generation has its own partitions (`doc_chunk_g7` …), made when its build begins and attached when
 * it is sealed; dropping a generation drops them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const vector = await vectorType(knex);
  await knex.raw('create sequence doc_chunk_id');
  await createPartitioned(knex, 'doc', 'Documents of one generation', [
    ['gen', 'int not null', 'Generation that the row belongs to'],
    ['no', 'int not null', 'Number of the document within the generation'],
    [
      'doc_ref',
      'text not null',
      'Stable id of the document, as its source gave it',
    ],
    ['entity_id', 'int not null', 'Entity that the document belongs to'],
    [
      'audience',
      'text[]',
      'Users and groups that may read it; null: whoever may read the entity',
    ],
    ['title', 'text not null', 'Title as people know it'],
    ['path', 'text not null', 'Path below the folder of the documents'],
    ['url', 'text not null', 'Link that opens the document, without a heading'],
    ['revision', 'text not null', 'Changes whenever the text does'],
    [
      'updated_at',
      'timestamptz',
      'When it was last changed, if the source knows',
    ],
  ]);
  await createPartitioned(
    knex,
    'doc_chunk',
    'Parts of documents that are found and cited',
    [
      ['gen', 'int not null', 'Generation that the row belongs to'],
      [
        'id',
        "bigint not null default nextval('doc_chunk_id')",
        'Number of the chunk; one that is taken over unchanged keeps it',
      ],
      ['doc_no', 'int not null', 'Document, as numbered in doc'],
      ['entity_id', 'int not null', 'Entity of the document, to filter by'],
      ['audience', 'text[]', 'Audience of the document, to filter by'],
      ['ord', 'int not null', 'Position within the document'],
      ['lang', 'char(2) not null', 'Language of the text: en or ru'],
      ['kind', 'text not null', 'text, steps, code or table'],
      [
        'heading_path',
        'text[] not null',
        'Headings above the chunk, outermost first',
      ],
      ['anchor', 'text', 'Id of the nearest heading in the rendered page'],
      ['body', 'text not null', 'Markdown, redacted'],
      ['body_hash', 'bytea not null', 'SHA-256 of what is embedded'],
      [
        'lexical',
        'text',
        'Words to find it by; kept only where an index needs the text itself',
      ],
      [
        'tsv',
        'tsvector',
        'Words to find it by; kept only where there is no BM25 index',
      ],
      ['words', 'int not null default 0', 'Number of indexed words, for BM25'],
    ],
  );
  await createPartitioned(
    knex,
    'doc_vector',
    'Vectors of chunks; a chunk has none until it is embedded',
    [
      ['gen', 'int not null', 'Generation that the row belongs to'],
      ['chunk_id', 'bigint not null', 'Chunk that the vector belongs to'],
      ['entity_id', 'int not null', 'Entity of the document, to filter by'],
      ['audience', 'text[]', 'Audience of the document, to filter by'],
      [
        'embedding',
        `${vector} not null`,
        'Vector by the embedder of the generation',
      ],
    ],
  );
  await createPartitioned(
    knex,
    'lexeme_df',
    'In how many chunks a word stands, for BM25 without an index of its own',
    [
      ['gen', 'int not null', 'Generation that the row belongs to'],
      ['word', 'text not null', 'Word as the text search stems it'],
      ['ndoc', 'int not null', 'Number of chunks that hold it'],
    ],
  );
};

/**
 * knex cannot make partitioned tables.
 *
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {string} comment
 * @param {string[][]} columns
 */
async function createPartitioned(knex, name, comment, columns) {
  const list = columns
    .map(([column, type]) => `"${column}" ${type}`)
    .join(', ');
  await knex.raw(`create table "${name}" (${list}) partition by list (gen)`);
  await knex.raw(`comment on table "${name}" is '${comment}'`);
  for (const [column, , text] of columns) {
    await knex.raw(`comment on column "${name}"."${column}" is '${text}'`);
  }
}

/**
 * Half floats are emulated in the embedded engine and slow there; elsewhere they halve the space.
 * No length: generations may differ in it.
 *
 * @param {import('knex').Knex} knex
 */
async function vectorType(knex) {
  const { rows } = await knex.raw(
    `select version() as version, quote_ident(n.nspname) as schema
     from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'vector'`,
  );
  const embedded = /wasm|emscripten/i.test(rows[0].version);
  return `${rows[0].schema}.${embedded ? 'vector' : 'halfvec'}`;
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['lexeme_df', 'doc_vector', 'doc_chunk', 'doc']) {
    // partitions that are attached go with it; those of a build that runs do not
    const { rows } = await knex.raw(
      `select c.relname as name from pg_class c where c.relkind = 'r'
       and c.relnamespace = current_schema()::regnamespace and c.relname ~ ?`,
      [`^${table}_g[0-9]+$`],
    );
    for (const { name } of rows) {
      await knex.raw(`drop table "${name}"`);
    }
    await knex.raw(`drop table "${table}"`);
  }
  await knex.raw('drop sequence doc_chunk_id');
};
