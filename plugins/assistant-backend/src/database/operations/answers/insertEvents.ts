import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { storableText } from '../../sql';
import { resolveEntities } from '../documents/resolveEntities';

/**
 * Adds events, and in the same transaction what they rest on: nobody ever reads an event before its
 * grounds are known.
 */
export async function insertEvents(
  knex: Knex,
  options: {
    answerId: string;
    events: readonly AnswerEvent[];
    entityRefs: readonly string[];
    askedRefs: readonly string[];
    audiences: ReadonlyArray<readonly string[]>;
  },
): Promise<void> {
  const { answerId, events, audiences } = options;
  await knex.transaction(async tx => {
    // an answer that somebody closed meanwhile, or deleted for good, takes nothing more
    const running = await tx('answer')
      .where({ id: answerId, state: 'running' })
      .update({ process_seen_at: tx.fn.now() });
    if (running === 0) {
      return;
    }
    await insertEntities(tx, options);
    for (const audience of audiences) {
      const members = audience.map(toRef).sort();
      await tx.raw(
        `insert into answer_audience (answer_id, audience) select ?, ?::text[]
         where not exists (select 1 from answer_audience where answer_id = ? and audience = ?::text[])`,
        [answerId, members, answerId, members],
      );
    }
    await tx.raw(
      `insert into answer_event (answer_id, sequence, event)
       select ?, x.sequence, x.event from jsonb_to_recordset(?::jsonb) as x(sequence int, event jsonb)
       on conflict (answer_id, sequence) do nothing`,
      [
        answerId,
        toJson(events.map(({ sequence, ...event }) => ({ sequence, event }))),
      ],
    );
  });
}

async function insertEntities(
  tx: Knex.Transaction,
  options: {
    answerId: string;
    entityRefs: readonly string[];
    askedRefs: readonly string[];
  },
) {
  const asked = new Set(options.askedRefs.map(toRef));
  const ids = await resolveEntities(tx, [
    ...options.entityRefs.map(toRef),
    ...asked,
  ]);
  if (ids.size === 0) {
    return;
  }
  await tx.raw(
    `insert into answer_entity (answer_id, entity_id, asked)
     select ?, x.id, x.asked from unnest(?::int[], ?::boolean[]) as x(id, asked)
     on conflict (answer_id, entity_id) do update set asked = answer_entity.asked or excluded.asked`,
    [
      options.answerId,
      [...ids.values()],
      [...ids.keys()].map(ref => asked.has(ref)),
    ],
  );
}

function toRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    typeof part === 'string' ? storableText(part) : part,
  );
}
