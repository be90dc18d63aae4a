// @ts-check

/** [name, type, comment] @typedef {[string, string, string]} Column */

/**
 * The telemetry base: what it is counted by, and what it knows things by.
 *
 * Every commit gets a version, and every row that a reader can see carries the version that wrote it.
 * Nothing is updated in place: going back to a version hides the rows of later ones. Event times are
 * milliseconds since 1970, so that times far in the future and in 1970 stay what they are.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await createVersions(knex);
  await createSources(knex);
  await createNames(knex);
};

/** @param {import('knex').Knex} knex */
async function createVersions(knex) {
  await createTable(
    knex,
    'telemetry_version',
    'The newest version; its one row is locked while a commit writes',
    [
      [
        'only',
        'boolean primary key default true check ("only")',
        'The one row',
      ],
      ['version', 'bigint not null', 'Version of the last commit'],
    ],
  );
  await knex.raw('insert into telemetry_version (version) values (0)');
  await createTable(knex, 'telemetry_commit', 'What each version brought', [
    ['version', 'bigint primary key', 'Version of the commit'],
    ['at', 'bigint not null', 'When it was stored'],
    ['source', 'text not null', 'Source of the batch'],
    ['shard', 'text not null', 'Shard of the source'],
    ['records', 'int not null', 'Records in the batch'],
    ['newest_at', 'bigint', 'Newest event time in the batch'],
    [
      'workloads',
      "int[] not null default '{}'",
      'Workloads that got something new',
    ],
  ]);
  await knex.raw('create index telemetry_commit_at on telemetry_commit (at)');
  await createTable(
    knex,
    'hidden_range',
    'Versions that were taken out of sight; deleting the row brings them back',
    [
      [
        'id',
        'int generated always as identity primary key',
        'Number of the range',
      ],
      ['version_from', 'bigint not null', 'First hidden version'],
      ['version_to', 'bigint not null', 'Last hidden version'],
      ['hidden_at', 'bigint not null', 'When'],
      ['hidden_by', 'text not null', 'User who did it'],
    ],
  );
}

/** @param {import('knex').Knex} knex */
async function createSources(knex) {
  await createTable(knex, 'source_lease', 'Who may read a source', [
    ['source', 'text primary key', 'Source'],
    ['holder', 'text not null', 'Replica that holds it; empty: nobody'],
    [
      'epoch',
      'bigint not null',
      'Grows with every new holder; a commit with an older one is refused',
    ],
    ['expires_at', 'bigint not null', 'When another replica may take it'],
  ]);
  await createTable(knex, 'source_offset', 'How far a shard was read', [
    ['source', 'text not null', 'Source'],
    ['shard', 'text not null', 'Shard of the source'],
    ['next', 'text not null', 'Where the next read goes on'],
    ['epoch', 'bigint not null', 'Epoch of the lease that moved it last'],
  ]);
  await knex.raw('alter table source_offset add primary key (source, shard)');
  await createTable(knex, 'source_status', 'How a source fares', [
    ['source', 'text primary key', 'Source'],
    ['system', 'text not null', 'System that it reads'],
    ['instance', 'text not null', 'Cluster or server that it reads'],
    ['state', 'text not null', 'reading, catching-up, down or idle'],
    ['records', 'bigint not null default 0', 'Records stored'],
    ['redactions', 'bigint not null default 0', 'Places that were redacted'],
    [
      'dead_letters',
      'bigint not null default 0',
      'Records that could not be understood',
    ],
    ['last_record_at', 'bigint', 'Newest event time'],
    ['error', 'text', 'Why it could not be read, the last time'],
    ['remedy', 'text', 'What helps against that'],
    ['error_at', 'bigint', 'When that was'],
  ]);
  await createTable(
    knex,
    'dead_letter',
    'Records that could not be understood',
    [
      ['id', 'bigint generated always as identity primary key', 'Order'],
      ['source', 'text not null', 'Source'],
      ['at', 'bigint not null', 'When it was read'],
      ['reason', 'text not null', 'What was wrong with it'],
      ['excerpt', 'text not null', 'Its beginning, redacted'],
    ],
  );
  await createTable(knex, 'source_gap', 'Times that were not read', [
    ['id', 'bigint generated always as identity primary key', 'Order'],
    ['source', 'text not null', 'Source'],
    ['instance', 'text not null', 'Cluster or server'],
    [
      'gap_from',
      'bigint not null',
      'Begin; a later row of the same begin replaces this one',
    ],
    ['gap_to', 'bigint', 'End; null while it goes on'],
    ['reason', 'text not null', 'Why'],
    ['filled', 'boolean not null', 'Whether it was read since'],
    ['version', 'bigint not null', 'Version that told it'],
  ]);
}

/** @param {import('knex').Knex} knex */
async function createNames(knex) {
  await createTable(knex, 'workload', 'What telemetry is keyed by', [
    ['id', 'int generated always as identity primary key', 'Number'],
    ['key', 'text not null unique', 'Parts of the identity'],
    ['system', 'text not null', 'System, e.g. kubernetes'],
    ['instance', 'text not null', 'Cluster or server'],
    ['environment', 'text not null', 'Environment'],
    ['kind', 'text not null', 'Native kind'],
    ['namespace', 'text', 'Namespace, where the system has them'],
    ['name', 'text not null', 'Native name'],
    ['hints', 'jsonb not null', 'What mapping rules look at'],
    [
      'unmapped_records',
      'bigint not null default 0',
      'Records that came while it was mapped to no entity',
    ],
  ]);
  await createTable(
    knex,
    'workload_entity',
    'Which entities a workload belongs to; looked up at every read, so that it holds for old data too',
    [
      [
        'workload_id',
        'int not null references workload (id) on delete cascade',
        'Workload',
      ],
      ['entity_id', 'int not null references entity (id)', 'Entity'],
      ['rule', 'text not null', 'Rule that mapped it'],
      ['certainty', 'real not null', 'How sure that is, 0 to 1'],
      ['mapped_at', 'timestamptz not null default now()', 'When'],
    ],
  );
  await knex.raw(
    'alter table workload_entity add primary key (workload_id, entity_id)',
  );
  await knex.raw(
    'create index workload_entity_entity on workload_entity (entity_id)',
  );
  await createTable(knex, 'signal', 'Log templates of workloads', [
    ['id', 'int generated always as identity primary key', 'Number'],
    ['workload_id', 'int not null references workload (id)', 'Workload'],
    ['template_hash', 'text not null', 'Hash of the template'],
    ['template', 'text not null', 'Template with masked values'],
    ['severity', 'text not null', 'How bad its lines say that they are'],
    ['purged', 'boolean not null default false', 'Its text was deleted'],
    [
      'audience',
      'text[]',
      'Users and groups that may read it; null: whoever may read the entity',
    ],
  ]);
  await knex.raw(
    'create unique index signal_template on signal (workload_id, template_hash)',
  );
  await createTable(knex, 'series', 'Metric series', [
    ['id', 'int generated always as identity primary key', 'Number'],
    ['key', 'text not null unique', 'Hash of instance, name, query, labels'],
    ['workload_id', 'int references workload (id)', 'Workload, if known'],
    ['instance', 'text not null', 'Cluster or server'],
    ['name', 'text not null', 'Name of the metric'],
    ['query', 'text', 'Query of an aggregated one'],
    ['labels', 'jsonb not null', 'Labels'],
  ]);
  await knex.raw('create index series_workload on series (workload_id)');
  await createResources(knex);
}

/** @param {import('knex').Knex} knex */
async function createResources(knex) {
  await createTable(knex, 'resource', 'Objects of systems', [
    ['id', 'int generated always as identity primary key', 'Number'],
    ['key', 'text not null unique', 'Parts of the identity'],
    ['system', 'text not null', 'System'],
    ['instance', 'text not null', 'Cluster or server'],
    ['kind', 'text not null', 'Native kind'],
    ['namespace', 'text', 'Namespace, where the system has them'],
    ['name', 'text not null', 'Native name'],
    ['workload_id', 'int references workload (id)', 'Workload; null: shared'],
    [
      'latest_version',
      'bigint not null default 0',
      'Version that wrote its last state, hidden or not',
    ],
    ['latest_hash', "text not null default ''", 'Hash of that state'],
    [
      'latest_deleted',
      'boolean not null default true',
      'Whether it was gone in that state',
    ],
  ]);
  await knex.raw('create index resource_workload on resource (workload_id)');
  await knex.raw(
    'create index resource_place on resource (instance, kind, namespace)',
  );
}

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
  for (const table of [
    'resource',
    'series',
    'signal',
    'workload_entity',
    'workload',
    'source_gap',
    'dead_letter',
    'source_status',
    'source_offset',
    'source_lease',
    'hidden_range',
    'telemetry_commit',
    'telemetry_version',
  ]) {
    await knex.raw(`drop table "${table}"`);
  }
};
