/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('access_grant', table => {
    table.comment(
      'Times for which people on call opened entities in full; rows are kept after their end, for whoever asks who looked',
    );
    table.uuid('id').primary().comment('Id of the grant');
    table.text('user_ref').notNullable().comment('Who opened it');
    table
      .text('entity_ref')
      .notNullable()
      .comment('Entity, which need not be known to the bases');
    table.text('reason').notNullable().comment('Why, in their words');
    table
      .timestamp('granted_at', { useTz: true })
      .notNullable()
      .comment('When it was opened');
    table
      .timestamp('expires_at', { useTz: true })
      .notNullable()
      .comment('When it ends: by itself, or earlier by hand');
    table.index(['user_ref', 'expires_at'], 'access_grant_user');
    table.index(['entity_ref', 'expires_at'], 'access_grant_entity');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('access_grant');
};
