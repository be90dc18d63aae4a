// @ts-check

/** [name, type, comment] @typedef {[string, string, string]} Column */

/**
 * Judged findings with their life, and what people did about them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createTable(knex, 'finding', 'Judged causes, active and resolved', [
    ['id', 'text primary key', 'Follows from instance, subject and cause'],
    ['cause', 'text not null', 'Cause'],
    ['severity', 'text not null', 'info, warning, error or critical'],
    ['subject_key', 'text not null', 'Object that it is about'],
    ['body', 'jsonb not null', 'Finding in both languages, uncut'],
    [
      'version',
      'bigint not null',
      'Version of telemetry it was last judged on',
    ],
    [
      'first_version',
      'bigint not null',
      'Version of telemetry it was first judged on',
    ],
    ['first_seen', 'bigint not null', 'When it was first judged'],
    [
      'active_since',
      'bigint not null',
      'When it came, the last time; a short pause does not count',
    ],
    ['last_seen', 'bigint not null', 'When it was last judged'],
    ['resolved_at', 'bigint', 'When it was gone; null: it is active'],
  ]);
  await knex.raw('create index finding_active on finding (resolved_at)');
  await createTable(knex, 'finding_entity', 'Entities of findings', [
    [
      'finding_id',
      'text not null references finding (id) on delete cascade',
      'Finding',
    ],
    ['entity_id', 'int not null references entity (id)', 'Entity'],
    ['role', 'text not null', 'subject or victim'],
  ]);
  await knex.raw(
    'alter table finding_entity add primary key (finding_id, entity_id)',
  );
  await knex.raw(
    'create index finding_entity_entity on finding_entity (entity_id)',
  );
  await createTable(
    knex,
    'finding_handling',
    'What people did about findings, newest last; outlives a finding that is judged anew',
    [
      ['no', 'bigint generated always as identity primary key', 'Order'],
      ['finding_id', 'text not null', 'Finding'],
      ['action', 'text not null', 'acknowledge, mute, reopen or wrong-cause'],
      ['handled_by', 'text not null', 'User'],
      ['at', 'bigint not null', 'When'],
      ['reason', 'text', 'Why'],
      ['until', 'bigint', 'End of a mute'],
      ['true_cause', 'text', 'What the cause really was'],
      ['judged_cause', 'text not null', 'Cause that was named then'],
    ],
  );
  await knex.raw(
    'create index finding_handling_finding on finding_handling (finding_id, no)',
  );
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {string} comment
 * @param {Column[]} columns
 */
async function createTable(knex, name, comment, columns) {
  const list = columns
    .map(([column, type]) => `"${column}" ${type}`)
    .join(', ');
  await knex.raw(`create table "${name}" (${list})`);
  await knex.raw(`comment on table "${name}" is '${comment}'`);
  for (const [column, , text] of columns) {
    await knex.raw(`comment on column "${name}"."${column}" is '${text}'`);
  }
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.raw('drop table "finding_handling"');
  await knex.raw('drop table "finding_entity"');
  await knex.raw('drop table "finding"');
};
