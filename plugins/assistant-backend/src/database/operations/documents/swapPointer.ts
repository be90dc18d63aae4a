import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { PointerRow } from '../../tables';
import { logOperation } from './logOperation';

/** Goes back to the previous generation; done twice, nothing has changed. */
export async function swapPointer(
  knex: Knex,
  options: { actor?: string } = {},
): Promise<void> {
  await knex.transaction(async tx => {
    const rows = await selectRows<PointerRow>(
      tx,
      `update kb_pointer set active = previous, previous = active, switched_at = now()
       where base = 'documents' and previous is not null returning active, previous`,
    );
    if (rows.length === 0) {
      throw new ConflictError(
        'There is no previous version of the document base to go back to',
      );
    }
    await logOperation(tx, {
      operation: 'rollback',
      generation: rows[0].active,
      actor: options.actor,
      detail: { before: rows[0].previous },
    });
  });
}
