// @ts-check

/**
 * Builds of the document base, so that one replica builds at a time and all know how it goes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('base_build', table => {
    table.comment('Builds of the bases, the running one and the last ones');
    table.text('id').primary().comment('Id of the build, as its caller got it');
    table
      .text('base')
      .notNullable()
      .defaultTo('documents')
      .comment('Base that is built');
    table
      .text('state')
      .notNullable()
      .comment('running, or how it ended')
      .checkIn(
        ['running', 'complete', 'unchanged', 'failed', 'cancelled'],
        'base_build_state',
      );
    table
      .jsonb('progress')
      .notNullable()
      .comment('What people see of it: names and counts');
    table
      .timestamp('started_at', { useTz: true })
      .notNullable()
      .comment('When it began');
    table.text('owner').notNullable().comment('Process that builds');
    table
      .timestamp('owner_seen_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.fn.now())
      .comment('Last sign of life of that process');
    table
      .boolean('cancel_requested')
      .notNullable()
      .defaultTo(false)
      .comment('Somebody, perhaps at another replica, wants it to stop');
    table.index(['base', 'started_at'], 'base_build_started');
  });
  // the lease: at most one build of a base runs
  await knex.raw(
    `create unique index base_build_running on base_build (base) where state = 'running'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('base_build');
};
