// @ts-check

/** [name, type, comment] @typedef {[string, string, string]} Column */

/** @type {Column} */
const VERSION = ['version', 'bigint not null', 'Version that wrote it'];
/** @type {Column} */
const SLOT = [
  'slot',
  'int not null',
  'Stretch of time in which it was stored, which is also its partition',
];

/**
 * The telemetry base: what happened.
 *
 * The tables with much volume are partitioned by the time at which rows were stored, not by their
 * event time: then rows with odd times need no partition of their own, retention drops whole
 * partitions, and a recording that is replayed long afterwards is kept as long as fresh data.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createMetrics(knex);
  await createLogs(knex);
  await createStates(knex);
};

/** @param {import('knex').Knex} knex */
async function createMetrics(knex) {
  await createPartitioned(knex, 'point', 'Values of series', [
    SLOT,
    ['series_id', 'int not null', 'Series'],
    ['at', 'bigint not null', 'Event time'],
    ['value', 'double precision not null', 'Value; always finite'],
    VERSION,
  ]);
  await knex.raw('create index point_series on point (series_id, at)');
  await createPartitioned(
    knex,
    'point_rollup',
    'Values of series over five minutes, for what is older than the points',
    [
      SLOT,
      ['series_id', 'int not null', 'Series'],
      ['at', 'bigint not null', 'Begin of the five minutes'],
      ['value', 'double precision not null', 'Mean'],
      ['points', 'int not null', 'Number of values in it'],
      ['version', 'bigint not null', 'Newest version in it'],
    ],
  );
  await knex.raw(
    'create index point_rollup_series on point_rollup (series_id, at)',
  );
}

/** @type {Column[]} */
const WINDOW_COLUMNS = [
  SLOT,
  ['signal_id', 'int not null', 'Signal'],
  ['bucket', 'bigint not null', 'Begin of the window'],
  ['lines', 'int not null', 'Number of lines that one commit added to it'],
  ['sample_at', 'bigint not null', 'Event time of the sample'],
  ['sample', 'text not null', 'One of the lines, redacted'],
  ['pod', 'text', 'Pod that wrote the sample'],
  ['container', 'text', 'Container that wrote the sample'],
  VERSION,
];

/** @param {import('knex').Knex} knex */
async function createLogs(knex) {
  await createPartitioned(
    knex,
    'signal_window',
    'How often lines of a signal came, by window; several commits may add to one window',
    WINDOW_COLUMNS,
  );
  await knex.raw(
    'create index signal_window_signal on signal_window (signal_id, bucket)',
  );
  await createPartitioned(
    knex,
    'signal_window_rollup',
    'The same over five minutes, for what is older than the windows',
    WINDOW_COLUMNS,
  );
  await knex.raw(
    'create index signal_window_rollup_signal on signal_window_rollup (signal_id, bucket)',
  );
  await createTable(
    knex,
    'signal_sighting',
    'First time that a signal was seen; a row is added when no visible row has an earlier time',
    [
      ['signal_id', 'int not null references signal (id)', 'Signal'],
      ['at', 'bigint not null', 'Event time'],
      VERSION,
    ],
  );
  await knex.raw(
    'create index signal_sighting_signal on signal_sighting (signal_id)',
  );
  await createTable(
    knex,
    'signal_replacement',
    'Which signal a narrower one went up in',
    [
      ['narrow_id', 'int not null references signal (id)', 'Narrower signal'],
      ['wide_id', 'int not null references signal (id)', 'Wider signal'],
      VERSION,
    ],
  );
  await knex.raw(
    'create index signal_replacement_narrow on signal_replacement (narrow_id)',
  );
}

/** @param {import('knex').Knex} knex */
async function createStates(knex) {
  await createTable(
    knex,
    'resource_version',
    'States of objects; each holds until the next visible one. Few rows, of which the last ones must stay however old they are: hence no partitions',
    [
      ['id', 'bigint generated always as identity primary key', 'Number'],
      ['resource_id', 'int not null references resource (id)', 'Object'],
      ['valid_from', 'bigint not null', 'Since when'],
      ['stored_at', 'bigint not null', 'When it was stored'],
      ['deleted', 'boolean not null', 'Whether the object is gone'],
      ['hash', 'text not null', 'Hash of the state'],
      ['uid', 'text', 'Id of the object in its system'],
      ['body', 'jsonb not null', 'Trimmed and redacted state'],
      VERSION,
    ],
  );
  await knex.raw(
    'create index resource_version_resource on resource_version (resource_id, valid_from, version)',
  );
  await knex.raw(
    'create index resource_version_stored on resource_version (stored_at)',
  );
  await createTable(
    knex,
    'resource_listing',
    'When a kind of objects was listed completely: until then its objects were seen in their state',
    [
      ['instance', 'text not null', 'Cluster or server'],
      ['kind', 'text not null', 'Native kind'],
      ['at', 'bigint not null', 'When'],
      VERSION,
    ],
  );
  await knex.raw(
    'create index resource_listing_kind on resource_listing (instance, kind, at)',
  );
  await createTable(knex, 'telemetry_change', 'What somebody changed', [
    ['no', 'bigint generated always as identity primary key', 'Number'],
    [
      'id',
      'text not null',
      'Id of the change; a later row of one id replaces it',
    ],
    ['at', 'bigint not null', 'When'],
    ['workload_id', 'int references workload (id)', 'Workload, if known'],
    ['subject', 'jsonb not null', 'Object that was changed'],
    ['kind', 'text not null', 'What kind of change'],
    ['summary', 'text not null', 'What was changed'],
    ['actor', 'text', 'Who did it'],
    ['url', 'text', 'Where it can be seen'],
    ['hash', 'text not null', 'Hash of all of this'],
    VERSION,
  ]);
  await knex.raw('create index telemetry_change_id on telemetry_change (id)');
  await knex.raw('create index telemetry_change_at on telemetry_change (at)');
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {string} comment
 * @param {Column[]} columns
 * @param {string} [partitions]
 */
async function createTable(knex, name, comment, columns, partitions = '') {
  const list = columns
    .map(([column, type]) => `"${column}" ${type}`)
    .join(', ');
  await knex.raw(`create table "${name}" (${list}) ${partitions}`);
  await knex.raw(`comment on table "${name}" is '${comment}'`);
  for (const [column, , text] of columns) {
    await knex.raw(`comment on column "${name}"."${column}" is '${text}'`);
  }
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {string} comment
 * @param {Column[]} columns
 */
async function createPartitioned(knex, name, comment, columns) {
  await createTable(knex, name, comment, columns, 'partition by list (slot)');
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'telemetry_change',
    'resource_listing',
    'resource_version',
    'signal_replacement',
    'signal_sighting',
    'signal_window_rollup',
    'signal_window',
    'point_rollup',
    'point',
  ]) {
    // partitions that a killed process made but did not attach do not go with it
    const { rows } = await knex.raw(
      `select c.relname as name from pg_class c where c.relkind = 'r'
       and c.relnamespace = current_schema()::regnamespace and c.relname ~ ? and not c.relispartition`,
      [`^${table}_s[0-9]+$`],
    );
    for (const { name } of rows) {
      await knex.raw(`drop table "${name}"`);
    }
    await knex.raw(`drop table "${table}"`);
  }
};
