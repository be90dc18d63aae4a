// @ts-check

/**
 * Entities, generations of the document base and the pointer to the one that answers.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('entity', table => {
    table.comment(
      'Catalog entities that the bases know, as small numbers to filter by',
    );
    table
      .specificType('id', 'int generated always as identity primary key')
      .comment('Number of the entity in all other tables');
    table
      .text('ref')
      .notNullable()
      .unique({ indexName: 'entity_ref_unique' })
      .comment('Full entity reference in lower case');
  });
  await createGenerations(knex);
};

/** @param {import('knex').Knex} knex */
async function createGenerations(knex) {
  await knex.schema.createTable('kb_generation', table => {
    table.comment('Builds of the document base');
    table
      .specificType('id', 'int generated always as identity primary key')
      .comment(
        'Number of the generation, and part of the names of its partitions',
      );
    table
      .text('base')
      .notNullable()
      .defaultTo('documents')
      .comment('Base that it belongs to');
    table
      .text('state')
      .notNullable()
      .comment(
        'building, ready (sealed) or failed; which one is active stands in kb_pointer',
      )
      .checkIn(['building', 'ready', 'failed'], 'kb_generation_state');
    table
      .text('embedder')
      .notNullable()
      .comment('Model and revision; vectors of two are never compared');
    table.integer('dimensions').notNullable().comment('Length of each vector');
    table
      .text('trigger')
      .notNullable()
      .comment('What began the build: schedule, startup, api or a user');
    table
      .timestamp('started_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When the build began');
    table.timestamp('built_at', { useTz: true }).comment('When it was sealed');
    table
      .integer('documents')
      .notNullable()
      .defaultTo(0)
      .comment('Number of documents');
    table
      .integer('chunks')
      .notNullable()
      .defaultTo(0)
      .comment('Number of chunks');
    table
      .float('average_words', 53)
      .notNullable()
      .defaultTo(0)
      .comment('Mean number of words of a chunk, for BM25');
    table
      .integer('added')
      .notNullable()
      .defaultTo(0)
      .comment('Documents that the generation active before did not have');
    table
      .integer('changed')
      .notNullable()
      .defaultTo(0)
      .comment('Documents whose revision differs from that one');
    table
      .integer('removed')
      .notNullable()
      .defaultTo(0)
      .comment('Documents that only that one had');
    table
      .jsonb('gate')
      .notNullable()
      .defaultTo('[]')
      .comment('Checks before the switch: check, passed, detail');
    table.text('failure').comment('Why the build failed');
    table
      .text('owner')
      .comment('Process that builds it, to tell builds whose process is gone');
    table
      .timestamp('owner_seen_at', { useTz: true })
      .comment('Last sign of life of the builder');
    table
      .boolean('dropped')
      .notNullable()
      .defaultTo(false)
      .comment('Whether its partitions are gone');
  });
  await knex.schema.createTable('kb_pointer', table => {
    table.comment('Which generation answers; moved by compare-and-set');
    table.text('base').primary().comment('Base: documents');
    table
      .integer('active')
      .notNullable()
      .references('kb_generation.id')
      .comment('Generation that answers');
    table
      .integer('previous')
      .references('kb_generation.id')
      .comment('Generation that answered before; a rollback swaps the two');
    table
      .timestamp('switched_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When it last moved');
  });
  await knex.schema.createTable('doc_etag', table => {
    table.comment(
      'State of each site of documents, so that unchanged ones are not read again',
    );
    table
      .integer('gen')
      .notNullable()
      .references('kb_generation.id')
      .onDelete('CASCADE')
      .comment('Generation that read the site');
    table
      .text('id_prefix')
      .notNullable()
      .comment('Start of the ids of all documents of the site');
    table
      .text('etag')
      .notNullable()
      .comment('What the source called this state');
    table.primary(['gen', 'id_prefix']);
  });
  await knex.schema.createTable('base_operation', table => {
    table.comment('What was done to the bases, newest last');
    table
      .specificType('id', 'bigint generated always as identity primary key')
      .comment('Order of the operations');
    table
      .timestamp('at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('When');
    table
      .text('operation')
      .notNullable()
      .comment('seal, activate, rollback, prune, abandon or recover');
    table.integer('gen').comment('Generation that it was done to');
    table
      .text('actor')
      .comment('User who asked for it; null: the assistant itself');
    table
      .jsonb('detail')
      .notNullable()
      .defaultTo('{}')
      .comment('Further values, by operation');
  });
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('base_operation');
  await knex.schema.dropTable('doc_etag');
  await knex.schema.dropTable('kb_pointer');
  await knex.schema.dropTable('kb_generation');
  await knex.schema.dropTable('entity');
};
