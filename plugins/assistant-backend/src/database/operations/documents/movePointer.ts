import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { logOperation } from './logOperation';
import { readPointer } from './readPointer';

/** Makes a sealed generation the active one, if the active one is still the expected. */
export async function movePointer(
  knex: Knex,
  options: { generation: number; expectedActive?: number; actor?: string },
): Promise<void> {
  const { generation, actor } = options;
  await knex.transaction(async tx => {
    const sealed = await selectRows(
      tx,
      // no prune may drop it until the switch is done
      `select id from kb_generation where id = ? and state = 'ready' and not dropped for update`,
      [generation],
    );
    if (sealed.length === 0) {
      throw new NotFoundError(
        `There is no complete version ${generation} of the document base`,
      );
    }
    const pointer = await readPointer(tx);
    if (pointer?.active === generation) {
      return;
    }
    const expected = options.expectedActive ?? pointer?.active ?? 0;
    const moved = await selectRows(
      tx,
      `insert into kb_pointer (base, active) select 'documents', cast(:generation as int) where cast(:expected as int) = 0
       on conflict (base) do nothing returning active`,
      { generation, expected },
    );
    const switched =
      moved.length > 0
        ? moved
        : await selectRows(
            tx,
            `update kb_pointer set previous = active, active = :generation, switched_at = now()
             where base = 'documents' and active = :expected returning active`,
            { generation, expected },
          );
    if (switched.length === 0) {
      throw conflict(expected);
    }
    await logOperation(tx, {
      operation: 'activate',
      generation,
      actor,
      detail: { before: expected || null },
    });
  });
}

function conflict(expected: number): ConflictError {
  return new ConflictError(
    `Version ${expected} of the document base is not the active one any more; look at the present state and try again`,
  );
}
