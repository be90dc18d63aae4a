import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import {
  type GenerationRow,
  type PointerRow,
  generationTables,
} from '../../tables';

const NEWEST = 50;

/** Generations as the Knowledge page shows them, newest first. */
export async function listGenerations(
  knex: Knex,
  pointer: PointerRow | undefined,
): Promise<Generation[]> {
  const rows = await selectRows<GenerationRow>(
    knex,
    'select * from kb_generation order by id desc limit ?',
    [NEWEST],
  );
  return Promise.all(
    rows.map(async row =>
      toGeneration(row, pointer, await embeddedShare(knex, row)),
    ),
  );
}

/** Share of chunks that have their vector. */
export async function embeddedShare(
  knex: Knex,
  row: Pick<GenerationRow, 'id' | 'state' | 'chunks' | 'dropped'>,
): Promise<number> {
  if (row.state !== 'ready' || row.dropped || row.chunks === 0) {
    return row.state === 'ready' ? 1 : 0;
  }
  const [{ vectors }] = await selectRows<{ vectors: number }>(
    knex,
    `select count(*)::int as vectors from ${generationTables(row.id).vector}`,
  );
  return Math.min(1, vectors / row.chunks);
}

export function toGeneration(
  row: GenerationRow,
  pointer: PointerRow | undefined,
  embedded: number,
): Generation {
  return {
    generation: row.id,
    state: stateOf(row, pointer),
    builtAt: (row.built_at ?? row.started_at).toISOString(),
    trigger: row.trigger,
    embedder: row.embedder,
    documents: row.documents,
    chunks: row.chunks,
    changes: { added: row.added, changed: row.changed, removed: row.removed },
    gate: row.gate,
    embedded,
    failure: row.failure ?? undefined,
  };
}

function stateOf(
  row: GenerationRow,
  pointer: PointerRow | undefined,
): Generation['state'] {
  if (row.state !== 'ready') {
    return row.state;
  }
  if (row.id === pointer?.active) {
    return 'active';
  }
  return row.dropped ? 'retired' : 'ready';
}
