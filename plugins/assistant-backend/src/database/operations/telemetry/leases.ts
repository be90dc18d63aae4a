import { ConflictError } from '@backstage/errors';
import type {
  SourceLease,
  TelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/**
 * Takes or renews a lease.
 *
 * Who renews in time keeps the epoch; everybody else gets a new one, which fences off the one before.
 */
export async function takeSourceLease(
  knex: Knex,
  options: { source: string; holder: string; now: number; durationMs: number },
): Promise<SourceLease | undefined> {
  const { source, now } = options;
  const expiresAt = now + options.durationMs;
  const [row] = await selectRows<{ epoch: string }>(
    knex,
    `insert into source_lease as l (source, holder, epoch, expires_at) values (:source, :holder, 1, :expiresAt)
     on conflict (source) do update set holder = excluded.holder, expires_at = excluded.expires_at,
       epoch = case when l.holder = excluded.holder and l.expires_at > cast(:now as bigint) then l.epoch else l.epoch + 1 end
     where l.holder = excluded.holder or l.expires_at <= cast(:now as bigint) returning epoch`,
    { source, holder: options.holder, expiresAt, now },
  );
  return row && { source, epoch: Number(row.epoch), expiresAt };
}

/** The epoch grows, so that a commit still under way is refused. */
export async function releaseSourceLease(
  knex: Knex,
  options: { source: string; holder: string },
): Promise<void> {
  await knex.raw(
    `update source_lease set holder = '', expires_at = 0, epoch = epoch + 1 where source = :source and holder = :holder`,
    { ...options },
  );
}

/**
 * Makes sure that the batch comes from who holds the lease. The row stays locked, so that nobody
 * takes the lease before the commit is done.
 */
export async function fence(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
): Promise<void> {
  const [row] = await selectRows<{ epoch: string }>(
    tx,
    'select epoch from source_lease where source = ? for share',
    [batch.source],
  );
  const epoch = Number(row?.epoch ?? 0);
  if (epoch !== batch.offset.epoch) {
    throw new ConflictError(
      `The lease of ${batch.source} has epoch ${epoch}, the batch was read under ${batch.offset.epoch}; take the lease again`,
    );
  }
}

/** Moves the offset, if it still stands where the batch began. */
export async function moveOffset(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
): Promise<void> {
  const { source, shard } = batch;
  const { expected, next, epoch } = batch.offset;
  const moved =
    expected === undefined
      ? await selectRows(
          tx,
          `insert into source_offset (source, shard, next, epoch) values (:source, :shard, :next, :epoch)
           on conflict (source, shard) do nothing returning 1`,
          { source, shard, next, epoch },
        )
      : await selectRows(
          tx,
          `update source_offset set next = :next, epoch = :epoch
           where source = :source and shard = :shard and next = :expected returning 1`,
          { source, shard, next, epoch, expected },
        );
  if (moved.length === 0) {
    throw new ConflictError(
      `The offset of ${source}, shard ${shard}, is not ${
        expected ?? 'unset'
      } any more; read it again and go on from there`,
    );
  }
}
