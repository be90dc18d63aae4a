import { NotFoundError } from '@backstage/errors';
import type { FindingHandlingRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Knex } from 'knex';
import type { FindingCorrection } from '../../../diagnosis/ports';
import { selectRows, storableText } from '../../sql';

/** Keeps who did what about a finding. */
export async function insertHandling(
  knex: Knex,
  options: {
    id: string;
    by: string;
    now: number;
    request: FindingHandlingRequest;
  },
): Promise<void> {
  const { id, by, now, request } = options;
  const written = await selectRows(
    knex,
    `insert into finding_handling (finding_id, action, handled_by, at, reason, until, true_cause, judged_cause)
     select id, :action, :by, cast(:now as bigint), :reason, cast(:until as bigint), :trueCause, cause from finding where id = :id returning no`,
    {
      id,
      action: request.action,
      by,
      now,
      reason:
        'reason' in request && request.reason !== undefined
          ? storableText(request.reason)
          : null,
      until: request.action === 'mute' ? Date.parse(request.until) : null,
      trueCause:
        request.action === 'wrong-cause'
          ? storableText(request.trueCause)
          : null,
    },
  );
  if (written.length === 0) {
    throw new NotFoundError(
      `There is no finding ${id} any more; look at the present ones`,
    );
  }
}

export async function selectCorrections(
  knex: Knex,
  limit: number,
): Promise<FindingCorrection[]> {
  const rows = await selectRows<{
    finding_id: string;
    judged_cause: string;
    true_cause: string;
    handled_by: string;
    at: string;
  }>(
    knex,
    `select * from finding_handling where action = 'wrong-cause' order by no desc limit ?`,
    [limit],
  );
  return rows.map(row => ({
    findingId: row.finding_id,
    judgedCause: row.judged_cause,
    trueCause: row.true_cause,
    by: row.handled_by,
    at: Number(row.at),
  }));
}
