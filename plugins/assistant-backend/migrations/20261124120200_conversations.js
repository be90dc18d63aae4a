// @ts-check

/**
 * Conversations, answers with their events and what they rest on, feedback, limits.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('conversation', table => {
    table.comment('Conversations; each belongs to one person');
    table.uuid('id').primary().comment('Id of the conversation');
    table.text('owner_ref').notNullable().comment('User who asked');
    table
      .text('title')
      .notNullable()
      .comment('Title, at first the beginning of the first question');
    table
      .boolean('pinned')
      .notNullable()
      .defaultTo(false)
      .comment('Pinned ones come first and are not purged');
    table
      .timestamp('created_at', { useTz: true })
      .notNullable()
      .comment('When it began');
    table
      .timestamp('updated_at', { useTz: true })
      .notNullable()
      .comment('When something was last asked or changed');
    table.index(['owner_ref', 'updated_at'], 'conversation_owner');
    table.index(['updated_at'], 'conversation_updated');
  });
  await createAnswers(knex);
  await createAnswerGrounds(knex);
  await knex.schema.createTable('feedback', table => {
    table.comment(
      'What people thought of answers, with the versions that the answers rest on',
    );
    table
      .uuid('answer_id')
      .notNullable()
      .comment('Answer; the feedback outlives it');
    table.text('owner_ref').notNullable().comment('User who gave it');
    table.text('rating').notNullable().comment('helpful or not-helpful');
    table.text('comment').comment('Free words');
    table
      .integer('documents_generation')
      .comment('Generation of the document base that answered');
    table
      .bigInteger('telemetry_version')
      .comment('Version of the telemetry base that answered');
    table.timestamp('given_at', { useTz: true }).notNullable().comment('When');
    table.primary(['answer_id', 'owner_ref']);
  });
  await createLimits(knex);
};

/** @param {import('knex').Knex} knex */
async function createAnswers(knex) {
  await knex.schema.createTable('answer', table => {
    table.comment('Questions and their answers');
    table.uuid('id').primary().comment('Id of the answer, part of its link');
    table
      .uuid('conversation_id')
      .notNullable()
      .references('conversation.id')
      .onDelete('CASCADE')
      .comment('Conversation that it belongs to');
    table.text('owner_ref').notNullable().comment('User who asked');
    table
      .text('question')
      .notNullable()
      .comment('Question in the words of the person');
    table.text('language').notNullable().comment('Language of the answer');
    table
      .timestamp('asked_at', { useTz: true })
      .notNullable()
      .comment('When it was asked');
    table.timestamp('finished_at', { useTz: true }).comment('When it ended');
    table
      .text('state')
      .notNullable()
      .comment('running, complete, stopped or failed')
      .checkIn(['running', 'complete', 'stopped', 'failed'], 'answer_state');
    table
      .text('text')
      .notNullable()
      .defaultTo('')
      .comment('Plain text of the answer, for history, search and export');
    table
      .integer('documents_generation')
      .comment('Generation of the document base that answered');
    table
      .bigInteger('telemetry_version')
      .comment('Version of the telemetry base that answered');
    table
      .text('process')
      .notNullable()
      .comment('Process that answers, to tell answers whose process is gone');
    table
      .timestamp('process_seen_at', { useTz: true })
      .notNullable()
      .comment('Last sign of life of that process');
    table
      .boolean('stop_requested')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the person asked to stop, on any replica');
    table.index(['conversation_id', 'asked_at'], 'answer_conversation');
  });
  await knex.raw(
    `create index answer_running on answer (process_seen_at) where state = 'running'`,
  );
  await knex.schema.createTable('answer_event', table => {
    table.comment('Events of answers, as they were streamed');
    table
      .uuid('answer_id')
      .notNullable()
      .references('answer.id')
      .onDelete('CASCADE')
      .comment('Answer that it belongs to');
    table
      .integer('sequence')
      .notNullable()
      .comment('Number within the answer, from 0');
    table.jsonb('event').notNullable().comment('The event without its number');
    table.primary(['answer_id', 'sequence']);
  });
}

/** @param {import('knex').Knex} knex */
async function createAnswerGrounds(knex) {
  await knex.schema.createTable('answer_entity', table => {
    table.comment(
      'Entities that an answer rests on or names: its reader needs rights on all of them',
    );
    table
      .uuid('answer_id')
      .notNullable()
      .references('answer.id')
      .onDelete('CASCADE')
      .comment('Answer');
    table
      .integer('entity_id')
      .notNullable()
      .references('entity.id')
      .comment('Entity');
    table
      .boolean('asked')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the question was about it');
    table.primary(['answer_id', 'entity_id']);
    table.index(['entity_id'], 'answer_entity_entity');
  });
  await knex.schema.createTable('answer_audience', table => {
    table.comment(
      'Audiences of documents that an answer rests on: its reader must be in each of them',
    );
    table
      .uuid('answer_id')
      .notNullable()
      .references('answer.id')
      .onDelete('CASCADE')
      .comment('Answer');
    table
      .specificType('audience', 'text[]')
      .notNullable()
      .comment('Users and groups, one of which the reader must be');
    table.index(['answer_id'], 'answer_audience_answer');
  });
}

/** @param {import('knex').Knex} knex */
async function createLimits(knex) {
  await knex.schema.createTable('rate_limit', table => {
    table.comment('Questions of each person in the present minute');
    table.text('owner_ref').primary().comment('User');
    table
      .timestamp('minute', { useTz: true })
      .notNullable()
      .comment('Start of the minute that is counted');
    table.integer('taken').notNullable().comment('Questions asked in it');
  });
  await knex.schema.createTable('rate_lease', table => {
    table.comment(
      'Answers that run now; a lease of a process that died expires',
    );
    table.uuid('id').primary().comment('Id of the lease');
    table.text('owner_ref').notNullable().comment('User');
    table
      .timestamp('expires_at', { useTz: true })
      .notNullable()
      .comment('When it ends by itself');
    table.index(['owner_ref'], 'rate_lease_owner');
  });
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'rate_lease',
    'rate_limit',
    'feedback',
    'answer_audience',
    'answer_entity',
    'answer_event',
    'answer',
    'conversation',
  ]) {
    await knex.schema.dropTable(table);
  }
};
