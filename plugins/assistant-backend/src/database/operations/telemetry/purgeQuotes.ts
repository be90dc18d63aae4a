import type {
  AnswerEventBody,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import {
  type Conditions,
  type PurgeOptions,
  holds,
  pattern,
} from './purgeConditions';

/** What stands where something was deleted, in the language of the question. */
export const DELETED: Record<Language, string> = {
  en: 'This answer was deleted by an administrator: it rested on data that no longer may be kept.',
  ru: 'Этот ответ удалён администратором: он опирался на данные, которые больше нельзя хранить.',
};
const DELETED_QUESTION: Record<Language, string> = {
  en: '[deleted by an administrator]',
  ru: '[удалено администратором]',
};

/**
 * Times stand in events as text and as milliseconds, at any depth: of evidence, changes, charts.
 * Nothing else looks like one of these, so the names of fields do not matter.
 */
const NAMES_TIME = `jsonb_path_exists(v.event, '$.** \\? ((@.type() == "string" && @ like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}T" && @ >= $fromText && @ <= $toText)
  || (@.type() == "number" && @ >= $from && @ <= $to))', ?::jsonb)`;
/** Smaller numbers are no times. */
const EARLIEST = Date.UTC(2000, 0);
/** In the year 9999, the last one whose text sorts like its number. */
const LATEST = 253_370_764_800_000;

/**
 * Cuts stored answers that quote the text, or that rest on the entity and the time, down to the word
 * that they were deleted. The question stays unless it holds the text itself.
 */
export async function purgeAnswers(
  tx: Knex.Transaction,
  options: PurgeOptions,
): Promise<number> {
  const { sql, bindings } = answerConditions(options);
  const rows = await selectRows<{ id: string; language: string }>(
    tx,
    `select a.id, a.language from answer a where ${sql.join(
      ' and ',
    )} order by a.id for update`,
    bindings,
  );
  for (const { id, language } of rows) {
    await cutAnswer(tx, id, language === 'ru' ? 'ru' : 'en');
  }
  if (options.contains !== undefined) {
    await blankWordsOfPeople(tx, options.contains);
  }
  return rows.length;
}

/** Findings hold words of what they rest on; what still holds is judged anew from what is left. */
export async function purgeFindings(
  tx: Knex.Transaction,
  { contains, entityRef, from, to }: PurgeOptions,
): Promise<number> {
  const parts: Conditions[] = [];
  if (contains !== undefined) {
    parts.push(holds(['f.body::text'], contains));
  }
  if (entityRef !== undefined) {
    parts.push({
      sql: [
        'exists (select 1 from finding_entity n join entity e on e.id = n.entity_id where n.finding_id = f.id and e.ref = ?)',
      ],
      bindings: [toRef(entityRef)],
    });
  }
  if (from !== undefined) {
    parts.push({ sql: ['f.last_seen >= ?'], bindings: [from] });
  }
  if (to !== undefined) {
    parts.push({ sql: ['f.first_seen <= ?'], bindings: [to] });
  }
  const { sql, bindings } = join(parts);
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from finding f where ${sql.join(' and ')}`,
    bindings,
  );
  return rowCount;
}

function answerConditions(options: PurgeOptions): Conditions {
  const { contains, entityRef, from, to } = options;
  const parts: Conditions[] = [];
  if (contains === undefined) {
    // a page of documents is no telemetry, whatever entity and time it speaks of
    parts.push({ sql: ['a.telemetry_version is not null'], bindings: [] });
  } else {
    const text = holds(['a.text', 'a.question'], contains);
    const event = holds(['v.event::text'], contains);
    parts.push({
      sql: [
        `(${text.sql} or exists (select 1 from answer_event v where v.answer_id = a.id and ${event.sql}))`,
      ],
      bindings: [...text.bindings, ...event.bindings],
    });
  }
  if (entityRef !== undefined) {
    parts.push({
      sql: [
        'exists (select 1 from answer_entity n join entity e on e.id = n.entity_id where n.answer_id = a.id and e.ref = ?)',
      ],
      bindings: [toRef(entityRef)],
    });
  }
  if (from !== undefined || to !== undefined) {
    parts.push(namesTime(from ?? EARLIEST, to ?? LATEST));
  }
  return join(parts);
}

function namesTime(from: number, to: number): Conditions {
  const bounded = (at: number) => Math.min(Math.max(at, EARLIEST), LATEST);
  const text = (at: number) => new Date(bounded(at)).toISOString();
  const times = { from, to, fromText: text(from), toText: text(to) };
  return {
    sql: [
      `(a.asked_at between ? and ? or exists (select 1 from answer_event v where v.answer_id = a.id and ${NAMES_TIME}))`,
    ],
    bindings: [text(from), text(to), JSON.stringify(times)],
  };
}

async function cutAnswer(
  tx: Knex.Transaction,
  id: string,
  language: Language,
): Promise<void> {
  await tx.raw(
    `delete from answer_event where answer_id = ? and event ->> 'type' is distinct from 'answer-start'`,
    [id],
  );
  const events: AnswerEventBody[] = [
    {
      type: 'text-start',
      blockId: 'deleted',
      origin: 'evidence',
      role: 'note',
    },
    { type: 'text-delta', blockId: 'deleted', text: DELETED[language] },
    { type: 'text-end', blockId: 'deleted' },
    { type: 'answer-end', status: 'complete', tookMs: 0, basis: {} },
  ];
  await tx.raw(
    `insert into answer_event (answer_id, sequence, event)
     select ?, x.no + coalesce((select max(sequence) from answer_event where answer_id = ?), -1), x.event
     from jsonb_array_elements(?::jsonb) with ordinality as x(event, no)`,
    [id, id, JSON.stringify(events)],
  );
  // whoever still writes this answer finds it closed
  await tx.raw(
    `update answer set text = ?, state = 'complete', finished_at = coalesce(finished_at, now()) where id = ?`,
    [DELETED[language], id],
  );
}

/** What people typed in themselves: questions, titles and comments. */
async function blankWordsOfPeople(tx: Knex.Transaction, contains: string) {
  const word = `case when language = 'ru' then '${DELETED_QUESTION.ru}' else '${DELETED_QUESTION.en}' end`;
  const like = pattern(contains);
  await tx.raw(
    `update answer_event v set event = jsonb_set(v.event, '{question}', to_jsonb(${word}))
     from answer a where a.id = v.answer_id and v.event ->> 'type' = 'answer-start' and v.event ->> 'question' ilike ?`,
    [like],
  );
  await tx.raw(`update answer set question = ${word} where question ilike ?`, [
    like,
  ]);
  await tx.raw(
    `update conversation c set title = coalesce((select ${word} from answer a where a.conversation_id = c.id
       order by a.asked_at limit 1), '${DELETED_QUESTION.en}') where c.title ilike ?`,
    [like],
  );
  await tx.raw('update feedback set comment = null where comment ilike ?', [
    like,
  ]);
  await tx.raw(
    `update finding_handling set reason = case when reason ilike ? then null else reason end,
       true_cause = case when true_cause ilike ? then null else true_cause end where reason ilike ? or true_cause ilike ?`,
    [like, like, like, like],
  );
}

const join = (parts: readonly Conditions[]): Conditions => ({
  sql: parts.flatMap(({ sql }) => sql),
  bindings: parts.flatMap(({ bindings }) => bindings),
});

const toRef = (ref: string) => ref.toLocaleLowerCase('en-US');
